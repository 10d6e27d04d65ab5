#define _GNU_SOURCE
#include "csandbox.h"

#include <linux/capability.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

static int limit(__rlimit_resource_t what, uint64_t value)
{
    struct rlimit wanted = {value, value};
    struct rlimit present;
    if (getrlimit(what, &present) == 0 && present.rlim_max < wanted.rlim_max)
        wanted.rlim_cur = wanted.rlim_max = present.rlim_max; /* what surrounds us may be stricter */
    return setrlimit(what, &wanted);
}

int csandbox_limit(uint64_t memory, uint64_t file_size, uint64_t open_files)
{
    if (memory > 0 && limit(RLIMIT_AS, memory) != 0)
        return -1;
    if (file_size > 0 && limit(RLIMIT_FSIZE, file_size) != 0)
        return -1;
    if (open_files > 0 && limit(RLIMIT_NOFILE, open_files) != 0)
        return -1;
    /* A core would hold the document, and writing it would keep the slot busy. */
    if (limit(RLIMIT_CORE, 0) != 0)
        return -1;
    return limit(RLIMIT_MSGQUEUE, 0);
}

int csandbox_drop_capabilities(void)
{
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
    struct __user_cap_data_struct none[2];
    memset(none, 0, sizeof none);
    /* The ambient set follows the permitted one, so it empties with it. */
    return (int)syscall(SYS_capset, &header, none);
}

int csandbox_no_new_privileges(void)
{
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}
