/* folder: the cache folder and its marker. Private to the store room. */
#ifndef GLOSS_STORE_FOLDER_H
#define GLOSS_STORE_FOLDER_H

#include <stdbool.h>

#include "gloss/base/err.h"

/* Makes `dir`, its missing parents (mode 0700) and CACHEDIR.TAG in it. */
bool folder_make(const char *dir, struct err *err);

/* Whether `dir` holds a CACHEDIR.TAG that gloss wrote. */
bool folder_is_cache(const char *dir);

#endif
