/* libmicrohttpd with nothing around it, for server.py: GET /small and /large, from memory.
 *
 *     cc -O2 -o bare_server bare_server.c -lmicrohttpd
 *     ./bare_server THREADS        prints its port, and ends when standard input does
 */
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char large[64 << 10];

static enum MHD_Result answer(
    void *context, struct MHD_Connection *connection, const char *path, const char *method, const char *version,
    const char *upload, size_t *upload_size, void **request)
{
    static int begun;
    (void)context, (void)method, (void)version, (void)upload, (void)upload_size;
    if (*request != &begun) {
        *request = &begun;
        return MHD_YES;
    }
    struct MHD_Response *response =
        strcmp(path, "/large") == 0
            ? MHD_create_response_from_buffer(sizeof large, large, MHD_RESPMEM_PERSISTENT)
            : MHD_create_response_from_buffer(6, "small\n", MHD_RESPMEM_PERSISTENT);
    enum MHD_Result result = MHD_queue_response(connection, 200, response);
    MHD_destroy_response(response);
    return result;
}

int main(int count, char **arguments)
{
    unsigned threads = count > 1 ? (unsigned)atoi(arguments[1]) : 1;
    memset(large, 'x', sizeof large);
    struct MHD_Daemon *daemon = MHD_start_daemon(
        MHD_USE_POLL_INTERNAL_THREAD, 0, NULL, NULL, answer, NULL, MHD_OPTION_THREAD_POOL_SIZE, threads,
        MHD_OPTION_END);
    if (daemon == NULL) return 1;
    printf("%u\n", (unsigned)MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port);
    fflush(stdout);
    char byte;
    while (read(0, &byte, 1) > 0) continue;
    MHD_stop_daemon(daemon);
    return 0;
}
