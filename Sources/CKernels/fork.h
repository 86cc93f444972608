// What the pools do around a fork. The workers come to rest first, the buffers are locked after, and the reverse on the way out.
#pragma once
void ck_workers_before_fork(void);
void ck_workers_after_fork_in_parent(void);
void ck_workers_after_fork_in_child(void);
void ck_buffers_before_fork(void);
void ck_buffers_after_fork_in_parent(void);
void ck_buffers_after_fork_in_child(void);
