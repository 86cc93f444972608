/// Where a lesson's process begins, once `litmus-kernel` has loaded this library: it waits for orders on descriptor `socket`.
@_cdecl("litmus_kernel_serve")
public func kernelMain(socket: Int32) {
  KernelProcess.begin(socket)
}
