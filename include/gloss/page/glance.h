/* glance: what one element says of the page as a whole, by its name, type and id.
 *
 * Pure tables; any thread. */
#ifndef GLOSS_PAGE_GLANCE_H
#define GLOSS_PAGE_GLANCE_H

#include <stdbool.h>

enum glance {
    GLANCE_NOTHING,
    GLANCE_PASSWORD, /* an input that asks for a password */
    GLANCE_SHELL,    /* an element that a script is to fill, by the ids frameworks give it */
};

/* The attributes may be NULL; `tag` is lower case. */
enum glance glance_at(const char *tag, const char *type, const char *id);

/* Whether an attribute of the html element, or a script at this address (may be NULL), is a mark of
 * the services that fill parked domains with advertisements. */
bool glance_is_parking_mark(const char *attribute);
bool glance_is_parking_script(const char *src);

/* Whether a script element of this type attribute ("" when it has none) is a program. */
bool glance_is_program(const char *type);

#endif
