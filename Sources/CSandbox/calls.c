#define _GNU_SOURCE
#include "csandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

/* Refused whatever the arguments. A name that this architecture or library does not know is passed over. */
static const char *const refused[] = {
    /* other programs and processes */
    "execve", "execveat", "fork", "vfork", "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise",
    "process_mrelease", "pidfd_open", "pidfd_getfd", "pidfd_send_signal", "kcmp", "tkill", "setns", "unshare",
    /* memory that the limit on address space does not count */
    "memfd_create", "memfd_secret", "shmget", "shmat", "semget", "msgget", "mq_open", "remap_file_pages",
    /* the kernel's wide doors */
    "bpf", "io_uring_setup", "io_uring_enter", "io_uring_register", "perf_event_open", "userfaultfd", "keyctl",
    "add_key", "request_key", "modify_ldt", "iopl", "ioperm", "kexec_load", "kexec_file_load", "init_module",
    "finit_module", "delete_module", "reboot", "syslog", "acct", "quotactl", "swapon", "swapoff",
    /* mounts, time, names of the machine */
    "mount", "umount2", "pivot_root", "chroot", "open_tree", "move_mount", "fsopen", "fsconfig", "fsmount",
    "fspick", "mount_setattr", "settimeofday", "clock_settime", "adjtimex", "clock_adjtime", "sethostname",
    "setdomainname",
    /* what Landlock does not watch: a file's rights, owners, times and attributes; handles; length by path */
    "chmod", "fchmod", "fchmodat", "fchmodat2", "chown", "fchown", "lchown", "fchownat", "utime", "utimes",
    "futimesat", "utimensat", "setxattr", "lsetxattr", "fsetxattr", "removexattr", "lremovexattr",
    "fremovexattr", "open_by_handle_at", "name_to_handle_at", "fanotify_init", "truncate", "truncate64",
    /* identity */
    "setuid", "setgid", "setreuid", "setregid", "setresuid", "setresgid", "setfsuid", "setfsgid", "setgroups",
    "capset"};

static const char *const refused_without_network[] = {"socket", "connect", "bind", "listen", "accept", "accept4"};

static int refuse(scmp_filter_ctx filter, const char *name)
{
    int number = seccomp_syscall_resolve_name(name);
    if (number == __NR_SCMP_ERROR)
        return 0;
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), number, 0);
}

static int refuse_if(scmp_filter_ctx filter, int number, struct scmp_arg_cmp when)
{
    return seccomp_rule_add_array(filter, SCMP_ACT_ERRNO(EPERM), number, 1, &when);
}

/* Internet and netlink (how addresses are sorted) only: a Unix socket would reach every daemon of the machine. */
static int refuse_other_sockets(scmp_filter_ctx filter)
{
    int result = 0;
    for (int family = 0; family <= AF_NETLINK && result == 0; family++) {
        if (family == AF_INET || family == AF_INET6 || family == AF_NETLINK)
            continue;
        result = refuse_if(filter, SCMP_SYS(socket), SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)family));
    }
    if (result == 0)
        result = refuse_if(filter, SCMP_SYS(socket), SCMP_A0(SCMP_CMP_GT, AF_NETLINK));
    if (result == 0)
        result = refuse(filter, "listen");
    return result;
}

static int add_rules(scmp_filter_ctx filter, int network)
{
    int result = 0;
    for (size_t i = 0; i < sizeof refused / sizeof *refused && result == 0; i++)
        result = refuse(filter, refused[i]);
    if (!network)
        for (size_t i = 0; i < sizeof refused_without_network / sizeof *refused_without_network && result == 0; i++)
            result = refuse(filter, refused_without_network[i]);
    else if (result == 0)
        result = refuse_other_sockets(filter);

    const scmp_datum_t self = (scmp_datum_t)getpid();
    const int own_only[] = {SCMP_SYS(kill), SCMP_SYS(tgkill), SCMP_SYS(rt_sigqueueinfo), SCMP_SYS(rt_tgsigqueueinfo)};
    for (size_t i = 0; i < sizeof own_only / sizeof *own_only && result == 0; i++)
        result = refuse_if(filter, own_only[i], SCMP_A0(SCMP_CMP_NE, self));
    /* 0 is the caller itself. */
    if (result == 0)
        result = refuse_if(filter, SCMP_SYS(prlimit64), SCMP_A0(SCMP_CMP_NE, 0));
    /* A worker that unties itself from its host would outlive it. */
    if (result == 0)
        result = refuse_if(filter, SCMP_SYS(prctl), SCMP_A0(SCMP_CMP_EQ, PR_SET_PDEATHSIG));
    /* Before ABI 3 Landlock does not see that opening for reading can cut a file off. */
    if (result == 0)
        result = refuse_if(filter, SCMP_SYS(open), SCMP_A1(SCMP_CMP_MASKED_EQ, O_TRUNC, O_TRUNC));
    if (result == 0)
        result = refuse_if(filter, SCMP_SYS(openat), SCMP_A2(SCMP_CMP_MASKED_EQ, O_TRUNC, O_TRUNC));
    /* openat2 and clone3 take their flags by pointer, where no filter sees them; libraries fall back without them. */
    if (result == 0)
        result = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(openat2), 0);
    if (result == 0)
        result = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    /* Threads yes, processes no. */
    if (result == 0)
        result = refuse_if(filter, SCMP_SYS(clone), SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
    return result;
}

int csandbox_filter_calls(int network)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (!filter) {
        errno = ENOMEM;
        return -1;
    }
    int result = add_rules(filter, network);
    if (result == 0)
        result = seccomp_load(filter);
    seccomp_release(filter);
    if (result == 0)
        return 0;
    errno = -result;
    return -1;
}
