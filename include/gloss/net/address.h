/* address: which network addresses a reading list may make this machine talk to.
 *
 * Pure; any thread. */
#ifndef GLOSS_NET_ADDRESS_H
#define GLOSS_NET_ADDRESS_H

#include <stdbool.h>

struct sockaddr;

/* Whether a socket address is anything but a public unicast address: unspecified, loopback,
 * link-local, private (RFC 1918), CGNAT (RFC 6598), documentation, benchmarking, multicast,
 * reserved, broadcast, and the control service that Azure keeps on a public number; for IPv6 also
 * unique-local, site-local, and IPv4 inside mapped, NAT64 and 6to4 forms (RFC 6890). An unknown
 * family is not public. */
bool address_is_private(const struct sockaddr *address);

/* The same for a host that is an IP literal in any spelling that libc's inet_aton or a browser
 * accepts (dotted, decimal, octal, hex, bracketed IPv6, with a zone or a root dot). False for
 * names. */
bool address_literal_is_private(const char *host);

/* Whether a lower-case name is this machine's own, whatever the DNS says (RFC 6761 section 6.3):
 * "localhost" and names under it. */
bool address_is_localhost(const char *host);

#endif
