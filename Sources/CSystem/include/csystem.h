/* What Swift cannot import from the C library: variadic functions, macros, and GNU extensions. Each function is
   the plain system call: it returns what the call returns and leaves errno as the call left it. */
#ifndef CSYSTEM_H
#define CSYSTEM_H

#include <dirent.h>
#include <spawn.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "csystem_poll.h"

/* Memory files ----------------------------------------------------------------------------------------- */

/* An anonymous file of `size` zero bytes that can be sealed and closes on exec; -1 with errno. */
int csystem_memory_file(const char *name, uint64_t size);

enum {
    CSYSTEM_SEAL_SEAL = 1,
    CSYSTEM_SEAL_SHRINK = 2,
    CSYSTEM_SEAL_GROW = 4,
    CSYSTEM_SEAL_WRITE = 8
};

/* Adds seals (CSYSTEM_SEAL_...); EBUSY while someone holds a writable mapping and WRITE is among them. */
int csystem_add_seals(int file, int seals);

/* The seals of a file, or -1. */
int csystem_seals(int file);

/* Maps a whole file; NULL with errno. `writable` maps it shared for writing, else read-only. */
void *csystem_map(int file, size_t size, int writable);

/* Gives what the C library's heaps keep unused back to the kernel. */
void csystem_release_memory(void);

/* Descriptors and messages ----------------------------------------------------------------------------- */

enum { CSYSTEM_MAX_DESCRIPTORS = 8 };

/* A pair of connected stream sockets that close on exec. */
int csystem_socket_pair(int ends[2]);

/* The next connection of a listening socket, which closes on exec. */
int csystem_accept(int socket);

/* The process at the other end of a local socket when it connected; 0 when it is not visible from here, -1 with errno. */
pid_t csystem_peer(int socket);

/* A pipe that closes on exec. The reading end does not block. */
int csystem_pipe(int ends[2]);

/* Sends `size` bytes and `count` descriptors with the first of them. Returns the bytes sent (maybe fewer) or -1. */
ssize_t csystem_send(int socket, const void *bytes, size_t size, const int *descriptors, int count);

/* Receives up to `size` bytes; descriptors that came along are stored (they close on exec), `count` says how many.
   Returns 0 at the end of the stream, -1 with errno. Never blocks when `wait` is 0 (EAGAIN). */
ssize_t csystem_receive(int socket, void *bytes, size_t size, int descriptors[CSYSTEM_MAX_DESCRIPTORS],
                        int *count, int wait);

/* Processes -------------------------------------------------------------------------------------------- */

/* Names the calling thread, as `ps` shows it; 15 characters. */
void csystem_name_thread(const char *name);

/* Asks for `signal` when the thread that started this process ends; ESRCH when the parent is not `parent`. */
int csystem_die_with_parent(int signal, pid_t parent);

/* Adds "close everything from `first` on" to what happens between fork and exec. */
int csystem_spawn_close_from(posix_spawn_file_actions_t *actions, int first);

/* A descriptor that becomes readable when the process ends, or -1. */
int csystem_process_descriptor(pid_t process);

/* Processor time that a process has used so far, in ms, or -1 when it is gone. */
int64_t csystem_processor_ms(pid_t process);

/* The parts of a wait status. */
int csystem_status_signal(int status); /* 0: did not die of a signal */
int csystem_status_exit(int status);

/* What this machine's kernel offers ---------------------------------------------------------------------- */

/* Landlock's ABI version; 0 when the kernel has none, or does not let us. */
int csystem_landlock_version(void);

/* 1 when system calls can be filtered with an error as the answer. */
int csystem_has_seccomp(void);

/* 1 when no_new_privs is known. */
int csystem_has_no_new_privileges(void);

/* Other ------------------------------------------------------------------------------------------------ */

/* Tells whoever shares the memory: one store, released; one load, acquired. */
void csystem_store(void *word, uint32_t value);
uint32_t csystem_load(const void *word);

/* The file that this process loaded a global symbol from, or NULL. It lives as long as the process. */
const char *csystem_file_of_symbol(const char *symbol);

/* The name of a folder's entry, NUL-terminated. */
const char *csystem_entry_name(const struct dirent *entry);

/* Milliseconds of the clock that never jumps. */
int64_t csystem_now_ms(void);
uint64_t csystem_now_ns(void);

#endif
