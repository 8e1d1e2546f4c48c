/* proxy: which proxy a request goes through, if any; the decision is ours alone, so that the rule
 * about private addresses is lifted exactly where a proxy, not this machine, connects. */
#ifndef GLOSS_NET_PROXY_H
#define GLOSS_NET_PROXY_H

struct proxy_rules {
    char *http;  /* proxy for http URLs, "" for none */
    char *https; /* proxy for https URLs, "" for none */
    char *none;  /* hosts that are reached directly, as in curl's no_proxy */
};

/* `option` (--proxy) or, when that is NULL, the environment as curl reads it: http_proxy (lower
 * case only), https_proxy, all_proxy; NO_PROXY's hosts in both cases. Main thread. */
void proxy_rules_init(struct proxy_rules *rules, const char *option);
void proxy_rules_release(struct proxy_rules *rules);

/* The proxy for a host (no brackets) and scheme, "" for none. Borrowed from the rules. Any thread.
 */
const char *proxy_choose(const struct proxy_rules *rules, const char *scheme, const char *host);

#endif
