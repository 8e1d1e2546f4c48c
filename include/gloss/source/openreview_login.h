/* openreview_login: the account with which OpenReview's APIs are asked. Private to the source room.
 */
#ifndef GLOSS_SOURCE_OPENREVIEW_LOGIN_H
#define GLOSS_SOURCE_OPENREVIEW_LOGIN_H

#include "gloss/source/source.h"

#define OPENREVIEW_LOGIN_HOST "api2.openreview.net"

/* With $OPENREVIEW_USERNAME and $OPENREVIEW_PASSWORD; one token serves both APIs. */
extern const struct source_login openreview_login;

#endif
