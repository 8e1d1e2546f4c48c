/* glance: the ids that frameworks for pages drawn by programs give to what they draw into, and the
 * elements they draw into by name. */
#include "gloss/page/glance.h"

#include <stddef.h>
#include <string.h>

#include "gloss/base/text.h"

static const char *const shell_ids[] = {
    "root",      "app",        "__next",      "__nuxt",        "___gatsby",       "svelte",
    "q-app",     "react-root", "approot",     "app-root",      "main-app",        "appmountpoint",
    "react-app", "mount",      "application", "app-container", "react-container", "app-mount",
    "reactroot", "vue-app",    "spa",
};

static const char *const shell_tags[] = {"app-root", "my-app", "ion-app", "app-main", "ytd-app"};

static bool is_any_of(const char *s, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_ieq(s, names[i]))
            return true;
    return false;
}

enum glance glance_at(const char *tag, const char *type, const char *id)
{
    if (strcmp(tag, "input") == 0 && type != NULL && text_ieq(type, "password"))
        return GLANCE_PASSWORD;
    if (id != NULL && is_any_of(id, shell_ids, sizeof(shell_ids) / sizeof(*shell_ids)))
        return GLANCE_SHELL;
    if (strchr(tag, '-') != NULL &&
        is_any_of(tag, shell_tags, sizeof(shell_tags) / sizeof(*shell_tags)))
        return GLANCE_SHELL;
    return GLANCE_NOTHING;
}

bool glance_is_parking_mark(const char *attribute)
{
    return strcmp(attribute, "data-adblockkey") == 0;
}

bool glance_is_parking_script(const char *src)
{
    static const char *const addresses[] = {"google.com/adsense/domains/",
                                            "parkingcrew.net/",
                                            "sedoparking.com/",
                                            "bodis.com/",
                                            "/parking-lander/",
                                            "d38psrni17bvxu.cloudfront.net/",
                                            "parklogic.com/",
                                            "afternic.com/",
                                            "above.com/",
                                            "domainmarket.com/",
                                            "hugedomains.com/",
                                            "dsnextgen.com/",
                                            "parking.reg.ru/",
                                            "uniregistry.com/",
                                            "skenzo.com/"};
    for (size_t i = 0; src != NULL && i < sizeof(addresses) / sizeof(*addresses); i++) {
        const char *at = text_ifind(src, addresses[i]);
        if (at != NULL && (*at == '/' || at == src || at[-1] == '.' || at[-1] == '/'))
            return true;
    }
    return false;
}

bool glance_is_program(const char *type)
{
    return type[0] == '\0' || text_ieq(type, "module") || text_ifind(type, "javascript") != NULL ||
           text_ifind(type, "ecmascript") != NULL;
}
