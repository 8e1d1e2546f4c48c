/* Walls that look like pages: logins, consent, challenges; and the pages that are none. */
#include "looks.h"

#include <stdlib.h>

#include "gloss/base/text.h"
#include "gloss/judge/wall.h"

#define TO(from, to, said)                                                                         \
    {                                                                                              \
        .asked = from, .final = to, .title = "Tea", .text = "Tea", .says = said                    \
    }
#define PAPER "https://tea.example/papers/cooling"

static void logins_and_consent(void **state)
{
    static const struct look_row rows[] = {
        TO(PAPER, "https://accounts.google.com/v3/signin/identifier?continue=x", "a login"),
        TO(PAPER, "https://login.microsoftonline.com/common/oauth2/authorize?x", "a login"),
        TO("https://docs.google.com/document/d/1", "https://accounts.google.com/ServiceLogin",
           "a login (accounts.google.com)"),
        TO("https://finance.yahoo.com/news/tea.html",
           "https://consent.yahoo.com/v2/collectConsent?sessionId=1", "consent"),
        TO("https://www.youtube.com/watch?v=1", "https://consent.youtube.com/m?continue=x",
           "consent"),
        TO("https://anna.medium.com/tea-1", "https://medium.com/m/signin?redirect=x", "a login"),
        TO("https://www.linkedin.com/in/anna", "https://www.linkedin.com/authwall?trk=x",
           "a login"),
        TO("https://x.com/anna/status/1", "https://x.com/i/flow/login?redirect=x", "a login"),
        TO("https://www.instagram.com/p/1/", "https://www.instagram.com/accounts/login/?next=x",
           "a login"),
        TO("https://www.facebook.com/groups/1", "https://www.facebook.com/login/?next=x",
           "a login"),
        TO("https://git.tea.example/anna/pot", "https://git.tea.example/users/sign_in", "a login"),
        TO(PAPER, "https://tea.example/login?next=/papers/cooling", "a login"),
        TO(PAPER, "https://tea.example/wp-login.php?redirect_to=x", "a login"),
        TO(PAPER, "https://tea.example/en/user/Login.aspx?ReturnUrl=x", "a login"),
        TO(PAPER, "https://tea.example/sign-in/", "a login"),
        TO(PAPER, "https://sso.tea.example/realms/x", "a login"),
        TO(PAPER, "https://idp.university.example/profile/SAML2", "a login"),
        TO(PAPER, "https://tea.okta.com/app/x", "a login"),
        TO(PAPER, "https://tea.example/oauth2/start?rd=x&redirect_uri=y", "a login"),
        TO(PAPER, "https://tea.example/register?return_to=/papers", "a login"),
        TO(PAPER, "https://www.journal.example/action/cookieAbsent", "check of the browser"),
        TO(PAPER, "https://www.journal.example/cookies_not_supported?code=1", "check"),
        TO(PAPER, "https://www.google.com/sorry/index?continue=x", "check"),
        TO(PAPER, "https://validate.perfdrive.com/x?ssa=1", "check"),
        TO(PAPER, "https://tea.example/unsupported-browser", "check"),
        {.asked = PAPER,
         .final = "https://tea.example/welcome-back",
         .title = "Tea",
         .text = "User name, password",
         .flags = PASSWORD,
         .says = "asks for a password"},
        {.asked = PAPER,
         .text = "",
         .refresh = "https://tea.example/login?next=x",
         .says = "a login"},

        /* the link asked for it */
        TO("https://tea.example/login", "https://tea.example/login?next=/", NULL),
        TO("https://accounts.google.com/", "https://accounts.google.com/signin", NULL),
        TO("https://tea.example/docs/login-guide", "https://tea.example/docs/v2/login", NULL),
        TO("https://tea.example/signin-help", "https://tea.example/help/signin", NULL),
        /* words in an address that mean something else */
        TO("https://tea.example/docs/1", "https://tea.example/docs/oauth2", NULL),
        TO("https://tea.example/p/1", "https://tea.example/posts/session", NULL),
        TO("https://tea.example/p/1", "https://tea.example/posts/login-pages-compared", NULL),
        TO("https://tea.example/p/1", "https://id.tea.example/posts/x", NULL),
        TO("https://tea.example/p/1", "https://login.example/", NULL),
        TO("https://tea.example/p/1", "https://authors.tea.example/x", NULL),
        /* a small box beside an article, or where the page is its own */
        {.asked = PAPER,
         .final = "https://tea.example/p/12",
         .title = "How Tea Cools",
         .text = ARTICLE,
         .flags = PASSWORD},
        {.title = "Members", .text = "User name, password", .flags = PASSWORD},
        {.asked = "http://tea.example/app",
         .final = "https://www.tea.example/app",
         .title = "Members",
         .text = "User name, password",
         .flags = PASSWORD},
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++)
        expect_look(&rows[i], i, EVIDENCE_BLOCKED);
}

static void challenges_and_refusals(void **state)
{
    static const struct look_row rows[] = {
        {.title = "Just a moment...",
         .text = "Enable JavaScript and cookies to continue",
         .flags = HOLLOW,
         .says = "just a moment"},
        {.title = "Just a moment...", .status = 403, .says = "just a moment"},
        {.title = "Just a moment...", .status = 503, .says = "just a moment"},
        {.title = "Attention Required! | Cloudflare",
         .text = "Sorry, you have been blocked You are unable to access tea.example Why have I "
                 "been blocked? This website is using a security service to protect itself from "
                 "online attacks.",
         .says = "attention required"},
        {.title = "Nur einen Moment\u2026", .says = "moment"},
        {.title = "Un instant\u2026", .says = "instant"},
        {.title = "请稍候…", .says = "请稍候"},
        {.title = "Один момент…", .says = "момент"},
        {.title = "Access denied", .text = "Error 1020 Ray ID: 1", .says = "access denied"},
        {.title = "Access Denied",
         .h1 = "Access Denied",
         .text = "Access Denied You don't have permission to access \"http://tea.example/\" on "
                 "this server. Reference #18.2",
         .says = "access denied"},
        {.title = "Tea",
         .text = "You don't have permission to access \"/x\" on this server. Reference #1",
         .says = "you dont have permission"},
        {.title = "Are you a robot?", .text = "Click the box.", .says = "are you a robot"},
        {.title = "Tea - Are you a robot?", .text = "Click the box.", .says = "are you a robot"},
        {.title = "Making sure you're not a bot!",
         .text = "Making sure you're not a bot! Loading... Protected by Anubis",
         .says = "not a bot"},
        {.title = "Human Verification", .text = "", .says = "human verification"},
        {.title = "Access to this page has been denied",
         .text = "Press & Hold to confirm you are a human (and not a bot).",
         .says = "denied"},
        {.title = "tea.example",
         .text = "Before we continue... Press & Hold to confirm you are a "
                 "human",
         .says = "press hold"},
        {.title = "Pardon Our Interruption",
         .text = "As you were browsing something about your browser made us think you were a bot.",
         .says = "pardon our interruption"},
        {.title = "tea.example",
         .flags = HOLLOW,
         .text = "Please enable JS and disable any ad blocker",
         .says = "enable js"},
        {.title = "",
         .text = "Request unsuccessful. Incapsula incident ID: 1-2",
         .says = "incapsula"},
        {.title = "Request Rejected",
         .text = "The requested URL was rejected. Please consult with your administrator.",
         .says = "request rejected"},
        {.title = "Verifying you are human", .says = "human"},
        {.title = "tea.example",
         .text = "Verifying you are human. This may take a few seconds.",
         .says = "human"},
        {.title = "DDoS-Guard",
         .text = "Checking your browser before accessing tea.example",
         .says = "ddos guard"},
        {.title = "Amazon.com",
         .text = "Sorry, we just need to make sure you're not a robot. To "
                 "discuss automated access to Amazon data please contact us",
         .says = "amazon"},
        {.title = "403 Forbidden", .h1 = "403 Forbidden", .text = "nginx", .says = "forbidden"},
        {.title = "429 Too Many Requests", .text = "nginx", .says = "too many"},
        {.title = "Client Challenge", .text = "JavaScript is disabled", .says = "client challenge"},
        {.title = "Vercel Security Checkpoint",
         .text = "We're verifying your browser",
         .says = "checkpoint"},
        {.title = "https://www.google.com/search",
         .text = "Our systems have detected unusual traffic from your computer network.",
         .says = "unusual traffic"},
        {.title = "Вы не робот?",
         .text = "Подтвердите, что запросы отправляли вы, а не робот",
         .says = "робот"},
        /* a wall before a page that says "not found", too */
        {.title = "Just a moment...", .text = "Page not found", .status = 404, .says = "just a"},

        {.title = "Just a moment: on haste", .h1 = "Just a moment", .text = ARTICLE},
        {.title = "Just a Moment - The Band", .text = "Track 3. " ARTICLE},
        {.title = "CAPTCHA - Wikipedia", .h1 = "CAPTCHA", .text = ARTICLE},
        {.asked = "https://wiki.example/Are_you_a_robot",
         .title = "Are you a robot?",
         .text = "A story of 1950."},
        {.asked = "https://films.example/forbidden", .title = "Forbidden", .text = "A film."},
        {.title = "Forbidden fruit", .h1 = "Forbidden fruit", .text = "A recipe with apples."},
        {.title = "How Tea Cools", .text = ARTICLE "Please verify you are human to comment."},
        {.title = "What Anubis does",
         .text = ARTICLE "Protected by Anubis. Enable JavaScript and cookies to continue."},
        {.title = "Contact us", .text = "Write to us. " ARTICLE "Complete the captcha."},
        {.title = "Security check-ups for your car", .text = "Every year, for 20 euros."},
        {.title = "Please wait for the tea", .h1 = "Please wait for the tea", .text = "Five min."},
        {.title = "Access denied", .text = "x", .flags = NO_HTML},
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++)
        expect_look(&rows[i], i, EVIDENCE_BLOCKED);
}

static void phrases_are_folded(void **state)
{
    (void)state;
    for (size_t i = 0; i < wall_phrase_count; i++) {
        const char *texts[] = {wall_phrases[i].text, wall_phrases[i].then};
        for (size_t k = 0; k < LENGTH(texts) && texts[k] != NULL; k++) {
            char *folded = text_fold(texts[k]);
            assert_string_equal(folded, texts[k]);
            free(folded);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(logins_and_consent),
        cmocka_unit_test(challenges_and_refusals),
        cmocka_unit_test(phrases_are_folded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
