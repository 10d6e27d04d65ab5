/* libwslay: WebSocket frames (RFC 6455). It opens no socket; its owner gives and takes the bytes. */
#include <wslay/wslay.h>
