/* config: the settings file: INI, `[gloss]` with the long options as keys, `[host "NAME"]` with
 * slots and gap, `[ignore "REGEX or URL"]` with until and why, `[secrets]` with what is in the
 * environment otherwise (GITHUB_TOKEN, ...). */
#ifndef GLOSS_CLI_CONFIG_H
#define GLOSS_CLI_CONFIG_H

#include "gloss/base/err.h"
#include "gloss/cli/options.h"
#include "gloss/net/hosts.h"
#include "gloss/run/ignores.h"

#include <stdbool.h>

/* Reads `path`, or, when it is NULL, $XDG_CONFIG_HOME/gloss/config or ~/.config/gloss/config where
 * one exists. A malformed line or an unknown key is ERR_USAGE with FILE:LINE. */
bool config_read(const char *path, struct settings *s, struct err *err);

/* Adds the file's host rules, remembered by config_read, to `hosts`. */
void config_add_hosts(struct hosts *hosts);
/* The file's rules about links to leave alone, remembered likewise; NULL: none. Borrowed. */
const struct ignores *config_ignores(void);
void config_release(void);

#endif
