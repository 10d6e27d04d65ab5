#define _GNU_SOURCE
#include "csandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The kernel's interface, written out: the headers of a stable distribution are older than the kernels that it runs
   on. Source: Documentation/userspace-api/landlock.rst and include/uapi/linux/landlock.h of Linux 6.12. */
struct ruleset {
    uint64_t files;
    uint64_t network; /* ABI 4 */
    uint64_t scoped;  /* ABI 6 */
};
struct path_rule {
    uint64_t access;
    int32_t parent;
} __attribute__((packed));

enum {
    PATH_BENEATH = 1,
    ASK_VERSION = 1,
    WRITE_FILE = 1 << 1,
    READ_FILE = 1 << 2,
    READ_FOLDER = 1 << 3,
    ABI_1_RIGHTS = (1 << 13) - 1,
    REFER = 1 << 13,       /* ABI 2 */
    TRUNCATE = 1 << 14,    /* ABI 3 */
    DEVICE_IOCTL = 1 << 15 /* ABI 5 */
};
enum { BIND_TCP = 1, CONNECT_TCP = 2 };
enum { SCOPE_ABSTRACT_SOCKETS = 1, SCOPE_SIGNALS = 2 };

static int allow(int rules, const char *path, uint64_t access)
{
    int place = open(path, O_PATH | O_CLOEXEC);
    if (place < 0)
        return 0; /* what is not there needs no permission */
    struct stat status;
    /* Rights on folders are refused for anything else. */
    if (fstat(place, &status) == 0 && !S_ISDIR(status.st_mode))
        access &= ~(uint64_t)READ_FOLDER;
    struct path_rule rule = {.access = access, .parent = place};
    int result = (int)syscall(SYS_landlock_add_rule, rules, PATH_BENEATH, &rule, 0);
    int saved = errno;
    close(place);
    errno = saved;
    return result;
}

int csandbox_restrict_files(const char *const *readable, int network)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, ASK_VERSION);
    if (version < 2) {
        errno = ENOTSUP;
        return -1;
    }
    struct ruleset handled = {.files = ABI_1_RIGHTS | REFER};
    size_t size = offsetof(struct ruleset, network);
    if (version >= 3)
        handled.files |= TRUNCATE;
    if (version >= 4) {
        handled.network = BIND_TCP | (network ? 0 : CONNECT_TCP);
        size = offsetof(struct ruleset, scoped);
    }
    if (version >= 5)
        handled.files |= DEVICE_IOCTL;
    if (version >= 6) {
        handled.scoped = SCOPE_ABSTRACT_SOCKETS | SCOPE_SIGNALS;
        size = sizeof handled;
    }
    int rules = (int)syscall(SYS_landlock_create_ruleset, &handled, size, 0);
    if (rules < 0)
        return -1;
    int result = allow(rules, "/dev/null", READ_FILE | WRITE_FILE);
    for (; result == 0 && *readable; readable++)
        result = allow(rules, *readable, READ_FILE | READ_FOLDER);
    if (result == 0)
        result = (int)syscall(SYS_landlock_restrict_self, rules, 0);
    int saved = errno;
    close(rules);
    errno = saved;
    return result;
}
