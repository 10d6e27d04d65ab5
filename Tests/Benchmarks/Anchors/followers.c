/* Many WebSocket clients in one process, as cheap as can be, so that what is measured is the service.

   Use: followers PORT COUNT PATH TOKEN
   Connects, prints "ready", reads until its standard input ends; then prints for each change of an invoice that was
   told: its version, how many clients got it, and each client's arrival in microseconds since 1970. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MOST_VERSIONS = 4096, ROOM = 1 << 16 };

struct client {
    int socket;
    size_t filled;
    unsigned char bytes[ROOM];
};

static int64_t *arrivals[MOST_VERSIONS];
static int got[MOST_VERSIONS];
static int count;

static int64_t now_us(void) {
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    return (int64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

static void fail(const char *what) {
    fprintf(stderr, "followers: %s: %s\n", what, strerror(errno));
    exit(1);
}

static void note(const unsigned char *text, size_t size) {
    if (!memmem(text, size, "\"action\":\"corrected\"", 20)) return;
    const char *place = memmem(text, size, "\"version\":", 10);
    long version = place ? strtol(place + 10, NULL, 10) : 0;
    if (version <= 0 || version >= MOST_VERSIONS) return;
    if (!arrivals[version]) arrivals[version] = calloc((size_t)count, sizeof(int64_t));
    if (arrivals[version] && got[version] < count) arrivals[version][got[version]] = now_us();
    got[version]++;
}

/* Takes the whole frames out of a client's bytes; false when the server closes. */
static int frames(struct client *client) {
    size_t at = 0;
    while (client->filled - at >= 2) {
        unsigned char *head = client->bytes + at;
        size_t size = head[1] & 127, start = 2;
        if (size == 126) {
            if (client->filled - at < 4) break;
            size = (size_t)head[2] << 8 | head[3];
            start = 4;
        } else if (size == 127) {
            if (client->filled - at < 10) break;
            size = 0;
            for (int i = 2; i < 10; i++) size = size << 8 | head[i];
            start = 10;
        }
        if (start + size > ROOM) { fprintf(stderr, "followers: a frame of %zu bytes\n", size); exit(1); }
        if (client->filled - at < start + size) break;
        switch (head[0] & 15) {
        case 1: note(head + start, size); break;
        case 8: return 0;
        case 9: {
            unsigned char pong[6] = {0x8A, 0x80, 0, 0, 0, 0};
            if (size == 0 && write(client->socket, pong, 6) != 6) return 0;
            break;
        }
        }
        at += start + size;
    }
    memmove(client->bytes, client->bytes + at, client->filled - at);
    client->filled -= at;
    return 1;
}

static int open_socket(int port, const char *path, const char *token) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int one = 1, made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (made < 0 || connect(made, (struct sockaddr *)&address, sizeof address) != 0) fail("connect");
    setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    char text[4096];
    int size = snprintf(text, sizeof text,
                        "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                        "Authorization: Bearer %s\r\n\r\n", path, port, token);
    if (write(made, text, (size_t)size) != size) fail("write");
    /* Byte by byte, so that nothing of what follows the head is taken. */
    size_t filled = 0;
    while (filled < sizeof text - 1 && !(filled >= 4 && !memcmp(text + filled - 4, "\r\n\r\n", 4))) {
        ssize_t got = read(made, text + filled, 1);
        if (got <= 0) fail("handshake");
        filled += (size_t)got;
    }
    text[filled] = 0;
    if (strncmp(text, "HTTP/1.1 101", 12)) {
        fprintf(stderr, "followers: %.*s\n", (int)strcspn(text, "\r"), text);
        exit(1);
    }
    fcntl(made, F_SETFL, O_NONBLOCK);
    return made;
}

int main(int argc, char **argv) {
    if (argc != 5) { fprintf(stderr, "use: followers PORT COUNT PATH TOKEN\n"); return 2; }
    int port = atoi(argv[1]), lost = 0, open = 1;
    count = atoi(argv[2]);
    struct rlimit files = {.rlim_cur = (rlim_t)count + 64, .rlim_max = (rlim_t)count + 64};
    struct rlimit now;
    if (getrlimit(RLIMIT_NOFILE, &now) == 0 && now.rlim_cur < files.rlim_cur) {
        files.rlim_max = now.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }
    struct client *clients = calloc((size_t)count, sizeof *clients);
    int poll = epoll_create1(EPOLL_CLOEXEC);
    if (!clients || poll < 0) fail("start");
    for (int i = 0; i < count; i++) {
        clients[i].socket = open_socket(port, argv[3], argv[4]);
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = &clients[i]};
        epoll_ctl(poll, EPOLL_CTL_ADD, clients[i].socket, &event);
    }
    struct epoll_event input = {.events = EPOLLIN, .data.ptr = NULL};
    epoll_ctl(poll, EPOLL_CTL_ADD, 0, &input);
    puts("ready");
    fflush(stdout);
    struct epoll_event events[512];
    while (open) {
        int ready = epoll_wait(poll, events, 512, -1);
        for (int i = 0; i < ready; i++) {
            struct client *client = events[i].data.ptr;
            if (!client) {
                char byte;
                if (read(0, &byte, 1) <= 0) open = 0;
                continue;
            }
            ssize_t size = recv(client->socket, client->bytes + client->filled, ROOM - client->filled, 0);
            if (size < 0 && errno == EAGAIN) continue;
            if (size > 0) client->filled += (size_t)size;
            if (size <= 0 || !frames(client)) {
                epoll_ctl(poll, EPOLL_CTL_DEL, client->socket, NULL);
                lost++;
            }
        }
    }
    printf("closed %d\n", lost);
    for (int version = 0; version < MOST_VERSIONS; version++) {
        if (!got[version]) continue;
        printf("%d %d", version, got[version]);
        for (int i = 0; i < got[version] && i < count; i++) printf(" %lld", (long long)arrivals[version][i]);
        puts("");
    }
    return 0;
}
