/* libcurl, with its variadic setters as plain functions: Swift cannot call variadic ones. */
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>

static inline CURLcode assay_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode assay_curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode assay_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode assay_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}
typedef size_t (*assay_curl_sink)(char *bytes, size_t size, size_t count, void *context);
static inline CURLcode assay_curl_set_sink(CURL *handle, CURLoption option, assay_curl_sink sink) {
    return curl_easy_setopt(handle, option, sink);
}
typedef curl_socket_t (*assay_curl_open)(void *context, curlsocktype purpose, struct curl_sockaddr *address);
static inline CURLcode assay_curl_set_open(CURL *handle, assay_curl_open open) {
    return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open);
}
static inline CURLcode assay_curl_response_code(CURL *handle, long *code) {
    return curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, code);
}
static inline CURLcode assay_curl_socket(CURL *handle, curl_socket_t *socket) {
    return curl_easy_getinfo(handle, CURLINFO_ACTIVESOCKET, socket);
}
