// Documents as a page that stands alone: no script, its style within it. Every text is escaped.

#include "document/document.h"
#include "document/html_escape.h"
#include "document/html_style.h"
#include "document/html_writer.h"
#include "text/diagnostic.h"

namespace costcurve {

namespace {

// Nothing is run, nothing fetched, nothing sent, and no style but the page's own.
std::string policy() {
  return "default-src 'none'; style-src 'sha256-" + std::string(html_style_sha256) +
         "'; base-uri 'none'; form-action 'none'";
}

}  // namespace

std::string html(const Document& document) {
  HtmlWriter writer(document);
  writer.pieces(document.pieces);
  const std::string title = html_escaped(made_visible(document.title.plain()));
  return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"" +
         policy() + "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + title +
         "</title>\n<style>" + html_style() + "</style>\n</head>\n<body>\n<main>\n" +
         (title.empty() ? "" : "<h1>" + title + "</h1>\n") + writer.text() + "</main>\n</body>\n</html>\n";
}

}  // namespace costcurve
