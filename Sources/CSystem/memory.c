#define _GNU_SOURCE
#include "csystem.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

int csystem_memory_file(const char *name, uint64_t size)
{
    if (size > INT64_MAX) {
        errno = EFBIG;
        return -1;
    }
    int file = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (file < 0)
        return -1;
    if (size > 0 && ftruncate(file, (off_t)size) != 0) {
        int saved = errno;
        close(file);
        errno = saved;
        return -1;
    }
    return file;
}

int csystem_add_seals(int file, int seals)
{
    int wanted = (seals & CSYSTEM_SEAL_SEAL ? F_SEAL_SEAL : 0) | (seals & CSYSTEM_SEAL_SHRINK ? F_SEAL_SHRINK : 0)
        | (seals & CSYSTEM_SEAL_GROW ? F_SEAL_GROW : 0) | (seals & CSYSTEM_SEAL_WRITE ? F_SEAL_WRITE : 0);
    /* The kernel takes pages that it still holds in its own lists for pages that someone writes to; that passes. */
    struct timespec pause = {0, 5 * 1000 * 1000};
    for (int left = 3; left > 0; left--) {
        if (fcntl(file, F_ADD_SEALS, wanted) == 0)
            return 0;
        if (errno != EBUSY)
            return -1;
        nanosleep(&pause, NULL);
    }
    return fcntl(file, F_ADD_SEALS, wanted);
}

int csystem_seals(int file)
{
    int found = fcntl(file, F_GET_SEALS);
    if (found < 0)
        return -1;
    return (found & F_SEAL_SEAL ? CSYSTEM_SEAL_SEAL : 0) | (found & F_SEAL_SHRINK ? CSYSTEM_SEAL_SHRINK : 0)
        | (found & F_SEAL_GROW ? CSYSTEM_SEAL_GROW : 0) | (found & F_SEAL_WRITE ? CSYSTEM_SEAL_WRITE : 0);
}

void *csystem_map(int file, size_t size, int writable)
{
    void *memory = mmap(NULL, size, writable ? PROT_READ | PROT_WRITE : PROT_READ, MAP_SHARED, file, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

void csystem_store(void *word, uint32_t value)
{
    __atomic_store_n((uint32_t *)word, value, __ATOMIC_RELEASE);
}

uint32_t csystem_load(const void *word)
{
    return __atomic_load_n((const uint32_t *)word, __ATOMIC_ACQUIRE);
}

const char *csystem_entry_name(const struct dirent *entry)
{
    return entry->d_name;
}

uint64_t csystem_now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

int64_t csystem_now_ms(void)
{
    return (int64_t)(csystem_now_ns() / 1000000u);
}

void csystem_release_memory(void)
{
    malloc_trim(0);
}
