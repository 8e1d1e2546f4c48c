/* easy_options: what is set on every libcurl easy handle, whatever it fetches. */
#ifndef GLOSS_NET_EASY_OPTIONS_H
#define GLOSS_NET_EASY_OPTIONS_H

#include "gloss/net/transfer.h"

#include <curl/curl.h>

/* CURLE_OK, or the first failure: a libcurl that does not know an option we rely on. */
CURLcode easy_options_set(CURL *easy, const struct transfer_settings *settings);

#endif
