/* url_host: the host of a URL in its one canonical spelling. Private to the net room. */
#ifndef GLOSS_NET_URL_HOST_H
#define GLOSS_NET_URL_HOST_H

#include <stddef.h>

/* The canonical spelling of the n bytes between "//" and the port: names in lower case and as
 * punycode without the root dot, IPv4 in four decimal parts however it was written, IPv6 without
 * brackets as inet_ntop writes it. NULL, and a string constant in *why, when no machine can have
 * that name. The caller frees. */
char *url_host_read(const char *s, size_t n, const char **why);

#endif
