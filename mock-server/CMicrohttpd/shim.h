#pragma once
#include <microhttpd.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

/* MHD_start_daemon, MHD_get_daemon_info, MHD_get_connection_info and MHD_set_response_options are variadic, which Swift
   does not import; the options that we use are gathered in a struct here. */

typedef void *_Nullable (*cmhd_target_callback)(void *_Nullable context, const char *_Nonnull target,
                                                struct MHD_Connection *_Nullable connection);
typedef enum MHD_Result (*cmhd_access_callback)(void *_Nullable context, struct MHD_Connection *_Nullable connection,
                                                const char *_Nullable url, const char *_Nullable method,
                                                const char *_Nullable version, const char *_Nullable upload_data,
                                                size_t *_Nullable upload_data_size,
                                                void *_Nullable *_Nullable request_context);
typedef void (*cmhd_completed_callback)(void *_Nullable context, struct MHD_Connection *_Nullable connection,
                                        void *_Nullable *_Nullable request_context,
                                        enum MHD_RequestTerminationCode reason);

typedef enum MHD_Result (*cmhd_admission_callback)(void *_Nullable context, const struct sockaddr *_Nullable address,
                                                   socklen_t length);
typedef void (*cmhd_connection_callback)(void *_Nullable context, struct MHD_Connection *_Nullable connection,
                                         void *_Nullable *_Nullable connection_context,
                                         enum MHD_ConnectionNotificationCode event);

struct cmhd_options {
    const struct sockaddr *_Nullable address;
    int ipv6;
    unsigned int loops; /* event loops, each on a thread; two or more */
    unsigned int max_connections; /* at this limit a loop lets clients wait; on_admission may turn them away before */
    unsigned int idle_seconds;
    size_t header_bytes;
    const char *_Nullable tls_certificate; /* PEM; both or none */
    const char *_Nullable tls_key;
    void *_Nullable context; /* given to every callback */
    cmhd_admission_callback _Nullable on_admission;
    cmhd_connection_callback _Nullable on_connection;
    cmhd_target_callback _Nullable on_target;
    cmhd_access_callback _Nullable on_access;
    cmhd_completed_callback _Nullable on_completed;
};

/* MHD_OPTION_UNESCAPE_CALLBACK: leaves the target as it was sent. */
static inline size_t cmhd_keep_escapes(void *_Nullable context, struct MHD_Connection *_Nullable connection,
                                       char *_Nonnull text) {
    (void)context;
    (void)connection;
    return strlen(text);
}

/* Starts event loops that share the listening socket. A connection stays with its loop; the handler suspends it while
   it has nothing to say. The date of a response is the caller's business: recorded responses may have none.

   The loops poll, because libmicrohttpd 0.9.75 takes epoll's edges: an end of file that comes together with data is not
   seen before the time-out. Suspended connections are not polled. */
static inline struct MHD_Daemon *_Nullable cmhd_start(const struct cmhd_options *_Nonnull options) {
    unsigned int flags = MHD_USE_POLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_SUPPRESS_DATE_NO_CLOCK;
    struct MHD_OptionItem tls[] = {
        {MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)options->tls_certificate},
        {MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)options->tls_key},
        {MHD_OPTION_END, 0, NULL},
    };
    struct MHD_OptionItem none[] = {{MHD_OPTION_END, 0, NULL}};
    if (options->ipv6) flags |= MHD_USE_IPv6;
    if (options->tls_certificate) flags |= MHD_USE_TLS;
    return MHD_start_daemon(
        flags, 0, options->on_admission, options->context, options->on_access, options->context,
        MHD_OPTION_SOCK_ADDR, options->address,
        MHD_OPTION_LISTEN_BACKLOG_SIZE, (unsigned int)1024,
        MHD_OPTION_THREAD_POOL_SIZE, options->loops,
        MHD_OPTION_CONNECTION_LIMIT, options->max_connections,
        MHD_OPTION_CONNECTION_TIMEOUT, options->idle_seconds,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, options->header_bytes,
        MHD_OPTION_CONNECTION_MEMORY_INCREMENT, (size_t)16384,
        MHD_OPTION_NOTIFY_CONNECTION, options->on_connection, options->context,
        MHD_OPTION_URI_LOG_CALLBACK, options->on_target, options->context,
        MHD_OPTION_UNESCAPE_CALLBACK, cmhd_keep_escapes, NULL,
        MHD_OPTION_NOTIFY_COMPLETED, options->on_completed, options->context,
        MHD_OPTION_ARRAY, options->tls_certificate ? tls : none,
        MHD_OPTION_END);
}

/* The port a daemon listens at; 0 where it cannot be told. */
static inline int cmhd_port(struct MHD_Daemon *_Nonnull daemon) {
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
    return info ? info->port : 0;
}

/* The socket of a connection; -1 where it cannot be told. */
static inline int cmhd_socket(struct MHD_Connection *_Nonnull connection) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info ? info->connect_fd : -1;
}

/* poll.h has it for GNU sources only. */
#ifndef POLLRDHUP
#define POLLRDHUP 0x2000
#endif

/* Whether the other side has ended the connection, or at least what it sends. */
static inline int cmhd_is_gone(int descriptor) {
    struct pollfd state = {.fd = descriptor, .events = POLLRDHUP};
    return poll(&state, 1, 0) > 0 && (state.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
}

/* Ends a TCP connection with a reset, now: what is not yet acknowledged is lost. The descriptor stays open. */
static inline void cmhd_reset(int descriptor) {
    struct sockaddr nowhere;
    memset(&nowhere, 0, sizeof nowhere);
    nowhere.sa_family = AF_UNSPEC;
    (void)connect(descriptor, &nowhere, sizeof nowhere);
}

/* Sends what the kernel holds back in the hope of more; returns how many bytes the peer's system has not acknowledged. */
static inline int cmhd_flush(int descriptor) {
    int off = 0, on = 1, unsent = 0;
    (void)setsockopt(descriptor, IPPROTO_TCP, TCP_CORK, &off, sizeof off);
    (void)setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return ioctl(descriptor, SIOCOUTQ, &unsent) == 0 ? unsent : 0;
}

/* Leaves the end of the body to the end of the connection, whatever the header says of it. */
static inline void cmhd_until_close(struct MHD_Response *_Nonnull response) {
    (void)MHD_set_response_options(
        response, (enum MHD_ResponseFlags)(MHD_RF_HTTP_1_0_COMPATIBLE_STRICT | MHD_RF_INSANITY_HEADER_CONTENT_LENGTH),
        MHD_RO_END);
}

/* Lets the caller write Content-Length himself. */
static inline void cmhd_own_length(struct MHD_Response *_Nonnull response) {
    (void)MHD_set_response_options(response, MHD_RF_INSANITY_HEADER_CONTENT_LENGTH, MHD_RO_END);
}
