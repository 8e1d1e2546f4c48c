/* certificate: from when until when the certificates of sites hold.
 *
 * Libcurl tells of a certificate to the transfer that made the connection, and not to those that
 * use it again; so each worker keeps what it was told. One thread at a time. */
#ifndef GLOSS_NET_CERTIFICATE_H
#define GLOSS_NET_CERTIFICATE_H

#include "gloss/base/reply.h"

#include <curl/curl.h>
#include <stdbool.h>
#include <stdint.h>

struct certificates;

struct certificates *certificates_new(void);
void certificates_free(struct certificates *c); /* NULL is fine */

/* Keeps what the transfer was told of the certificate at that URL: nothing when its connection is
 * an old one. To be called once it is connected; CURLOPT_CERTINFO is on. */
void certificates_note(struct certificates *c, CURL *easy, const char *url);

/* That of the certificate at that URL; zeros when it is not known. */
struct validity certificates_of(const struct certificates *c, const char *url);

/* Reads the lines that tell when it begins and ends, into that member: "Start date:Dec  4 10:33:23
 * 2026 GMT" and "Expire date:..." (OpenSSL), or "Expire date:2026-12-04 10:33:23 GMT" (libcurl's
 * own words for GnuTLS). False for other lines. */
bool certificate_read_line(const char *line, struct validity *out);

#endif
