"""Bodies for the lab's sites."""

WORDS = ("The mill by the river ground its last corn in the spring of that year, and the miller's daughter wrote down how "
         "every wheel and sieve had been made, from which wood, and who had carried the stones up the hill. ")


def html(title, body, head="", language="en"):
    return (f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>\n'
            f"<body>{body}</body></html>\n")


def article(title, times=12, extra="", first=""):
    """A page with enough to read to be one; `first` makes its text another's."""
    told = "".join(f"<p>{first}{WORDS}{title}, part {i}.</p>\n" for i in range(1, times + 1))
    return html(title, f"<header><a href='/'>Home</a></header><main><h1>{title}</h1>\n{told}{extra}</main>")


def notice(title, words, language="en"):
    """A page with nothing but a notice on it."""
    return html(title, f"<h1>{title}</h1><p>{words}</p>", language=language)


CHALLENGE = html("Just a moment...", "<div class='main-wrapper'><h1>x.example</h1><p>Checking your browser before "
                 "accessing. Enable JavaScript and cookies to continue.</p></div>",
                 head="<script>window._cf_chl_opt={cvId:'3'};</script>"
                 "<script src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1'></script>")
LOGIN = html("Sign in", "<h1>Sign in</h1><form action='/session' method='post'><input name='user'>"
             "<input type='password' name='password'><button>Sign in</button></form>")
NOT_FOUND = notice("Page not found", "Sorry, the page you are looking for could not be found.")
PARKED = html("mill.example is for sale", "<h1>mill.example</h1><p>This domain is for sale! Buy this domain.</p>"
              "<p>The domain owner may be offering it through Sedo's parking service.</p>",
              head="<script src='https://img.sedoparking.com/js/parking.js'></script>")
SHELL = html("Notes of a Miller", "<div id='root'></div><noscript>You need to enable JavaScript to run this app."
             "</noscript><script src='/static/js/main.3f2a.js'></script>")
