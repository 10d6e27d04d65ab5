/* Waiting for many descriptors. Swift's module of the C library leaves these two headers out. */
#ifndef CSYSTEM_POLL_H
#define CSYSTEM_POLL_H

#include <sys/epoll.h>
#include <sys/eventfd.h>

#endif
