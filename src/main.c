/* The program: libraries up, the command line run, libraries down. */
#include <signal.h>
#include <sys/resource.h>

#include <jansson.h>

#include "gloss/cli/verbs.h"
#include "gloss/page/page.h"

/* Connections are files: take what the system allows without asking. */
static void raise_file_limit(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        (void)setrlimit(RLIMIT_NOFILE, &limit);
    }
}

int main(int argc, char **argv)
{
    /* A peer that hangs up is an error to report, not a reason to die; so is a reader of ours. */
    (void)signal(SIGPIPE, SIG_IGN);
    raise_file_limit();
    json_object_seed(0); /* before threads */
    page_init();
    int status = verbs_main(argc, argv);
    page_shutdown();
    return status;
}
