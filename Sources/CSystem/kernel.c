#define _GNU_SOURCE
#include "csystem.h"

#include <dlfcn.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

int csystem_landlock_version(void)
{
    const unsigned ask_version = 1;
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, ask_version);
    return version < 0 ? 0 : (int)version;
}

int csystem_has_seccomp(void)
{
    const uint32_t action = SECCOMP_RET_ERRNO;
    return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

int csystem_has_no_new_privileges(void)
{
    return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) >= 0;
}

const char *csystem_file_of_symbol(const char *symbol)
{
    Dl_info info;
    void *address = dlsym(RTLD_DEFAULT, symbol);
    return address && dladdr(address, &info) != 0 ? info.dli_fname : NULL;
}
