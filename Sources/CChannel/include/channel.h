// The channel between a lesson's process and the tool, and what a process says when it dies.
//
// A frame is a 32-bit length (of what follows it), a kind byte and a payload, all little-endian.
// Everything here may run in a process that was forked from one with threads.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum {
  CHANNEL_FRAME_RECORD = 0,  // a Records.Record
  CHANNEL_FRAME_CRASH = 1,   // a crash report, laid out as below
  CHANNEL_FRAME_CHILD = 2,   // u64 token, i32 wait status: a process that this one forked has ended
  CHANNEL_FRAME_COMMAND = 3, // a Records.KernelCommand
};

// The status of a process that ended because its channel was closed.
enum { CHANNEL_EXIT_CLOSED = 113 };

// The signal number of a report that is no signal's: the code called exit().
enum { CHANNEL_CRASH_EXIT = 0 };

/// The signal that asks a process where it is; it answers with a crash report and ends.
int channel_interrupt_signal(void);

/// A connected pair of stream sockets, closed on exec. Returns 0, or an errno.
int channel_pair(int sockets[2]);

/// From now on `channel_receive` says which process a frame on `socket` comes from. Linux only; elsewhere it goes on saying 0.
void channel_name_senders(int socket);

/// The read and the write end of a pipe, closed on exec. Returns 0, or an errno.
int channel_pipe(int ends[2]);

/// Writes one frame, whole, with up to two descriptors beside it. Returns 0, or an errno.
int channel_send(int socket, uint8_t kind, const void *payload, size_t length, const int *descriptors, int count);

/// What `channel_receive` returns in place of a length.
enum { CHANNEL_ENDED = -1, CHANNEL_FAILED = -2, CHANNEL_TIMED_OUT = -3, CHANNEL_TOO_LONG = -4 };

/// Reads one frame. Returns its payload's length (the payload is malloc'ed), or why there is none: the end of the stream, an error,
/// `seconds` have passed before the frame was whole (negative: there is no hurry), it is longer than `limit`. Descriptors that came
/// with it are stored, -1 where there are none; so is, unless `sender` is null, the process that sent it, as this one numbers processes,
/// 0 where that is not known.
ssize_t channel_receive(
    int socket, size_t limit, double seconds, uint8_t *kind, void **payload, int descriptors[2], pid_t *sender);

/// Waits until `socket` can be read (1), a child has ended (0) or an error (-1). SIGCHLD has to be blocked.
int channel_wait(int socket);
void channel_block_child_signal(int block);

/// From now on a fatal signal, or exit(), writes a crash report to `socket` and ends the process.
/// `message` is a zero-terminated buffer that a failing library may have filled with its last words.
///
/// Report: i32 signal, u32 message length, message, u32 frames, each u64 offset in its image, u32 path length, path.
/// An offset is a return address: one byte before it lies in the instruction that the frame stands at.
void channel_report_crashes(int socket, const char *message);

/// Whether exit() is a crash: it is while a block runs, not when the process ends by itself.
void channel_expect_exit(int expected);

/// Whether this process ends with its parent, where the system can do that.
void channel_die_with_parent(int dies);

/// From now on processes whose parents have ended are this one's children, where the system can do that.
void channel_adopt_orphans(void);

/// Goes on in a child, which has no thread but the caller's, and ends this process; it returns in the child. Where no child could be
/// made it returns in this process, with -1.
int channel_leave_threads(void);
