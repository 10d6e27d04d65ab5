/* libmicrohttpd, with its variadic functions as plain ones: Swift cannot call variadic ones. */
#ifndef ASSAY_CMICROHTTPD_H
#define ASSAY_CMICROHTTPD_H
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdint.h>
#include <sys/socket.h>

typedef void *(*assay_mhd_target)(void *context, const char *target, struct MHD_Connection *connection);
typedef size_t (*assay_mhd_unescape)(void *context, struct MHD_Connection *connection, char *text);

/* Everything but the numbers is fixed: epoll threads of its own, no log, no TLS, no listening socket but the given
   one, and no decoding of paths before we see them. */
static inline struct MHD_Daemon *assay_mhd_start(
    int listener, unsigned threads, unsigned connections, unsigned per_address, unsigned timeout_s,
    size_t memory, MHD_AccessHandlerCallback access, MHD_RequestCompletedCallback completed,
    MHD_NotifyConnectionCallback notify, assay_mhd_target target, assay_mhd_unescape unescape, void *context) {
    return MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_ALLOW_UPGRADE | MHD_USE_ITC | MHD_USE_TURBO,
        0, NULL, NULL, access, context,
        MHD_OPTION_LISTEN_SOCKET, (MHD_socket)listener,
        MHD_OPTION_THREAD_POOL_SIZE, threads,
        MHD_OPTION_CONNECTION_LIMIT, connections,
        MHD_OPTION_PER_IP_CONNECTION_LIMIT, per_address,
        MHD_OPTION_CONNECTION_TIMEOUT, timeout_s,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, memory,
        MHD_OPTION_NOTIFY_COMPLETED, completed, context,
        MHD_OPTION_NOTIFY_CONNECTION, notify, context,
        MHD_OPTION_URI_LOG_CALLBACK, target, context,
        MHD_OPTION_UNESCAPE_CALLBACK, unescape, context,
        MHD_OPTION_END);
}

/* The connection's socket, or -1. */
static inline int assay_mhd_socket(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info ? (int)info->connect_fd : -1;
}

/* The client's address, or NULL. */
static inline const struct sockaddr *assay_mhd_address(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    return info ? info->client_addr : NULL;
}

/* The size of the request's head, from its method to its blank line; 0 before it is complete. */
static inline size_t assay_mhd_head_size(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    return info ? info->header_size : 0;
}

/* What the notification of the connection's start has left with it, or NULL. */
static inline void *assay_mhd_record(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

/* Lets go of an upgraded connection: the library closes its descriptor and forgets it. */
static inline enum MHD_Result assay_mhd_release(struct MHD_UpgradeResponseHandle *handle) {
    return MHD_upgrade_action(handle, MHD_UPGRADE_ACTION_CLOSE);
}
#endif
