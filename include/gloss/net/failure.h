/* failure: what libcurl said, in the words of a reply. Pure; any thread. */
#ifndef GLOSS_NET_FAILURE_H
#define GLOSS_NET_FAILURE_H

#include "gloss/base/reply.h"

#include <stdbool.h>

struct failure_facts {
    int code;            /* CURLcode */
    long verify;         /* CURLINFO_SSL_VERIFYRESULT: X509_V_ERR_* */
    long os_errno;       /* CURLINFO_OS_ERRNO */
    int status;          /* HTTP status received, 0: none */
    bool connected;      /* the connection stood, TLS included, and the request could be sent */
    bool proxied;        /* through a proxy... */
    long connect_status; /* ...which answered CONNECT with this status; 0: was not asked */
};

enum reply_failure failure_of(const struct failure_facts *facts);

#endif
