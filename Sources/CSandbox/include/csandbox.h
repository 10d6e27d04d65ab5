/* The walls of a worker process, in the order in which they are put up. Each function returns 0, or -1 with errno.
   All of them act on the calling process for good: nothing here can be taken back. */
#ifndef CSANDBOX_H
#define CSANDBOX_H

#include <stdint.h>

/* Hard limits: address space, the longest file, open descriptors (each skipped when 0); no core dumps. */
int csandbox_limit(uint64_t memory, uint64_t file_size, uint64_t open_files);

/* Gives up all capabilities, which a service run by root would hand down. */
int csandbox_drop_capabilities(void);

/* No program that this process starts can have more rights than it. Landlock and seccomp ask for it. */
int csandbox_no_new_privileges(void);

/* Landlock: closes the file system but for reading the `readable` paths (NULL-terminated; missing ones are passed
   over) and for /dev/null; closes TCP unless `network`, where the kernel knows how. Fails with ENOTSUP when the kernel
   has less than ABI 2. */
int csandbox_restrict_files(const char *const *readable, int network);

/* seccomp: refuses the system calls that no plugin needs. EPERM for the caller, ENOSYS for clone3. */
int csandbox_filter_calls(int network);

#endif
