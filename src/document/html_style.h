#pragma once
// The style of a page and of a picture, for light and for dark. Colour repeats what marks and words say.

#include <string>
#include <string_view>

namespace costcurve {

/// The SHA-256 of a page's style, in base 64: a page allows this style alone. `./test -u` writes it here.
inline constexpr std::string_view html_style_sha256 = "sGBMamHqdaXLShg9qB1o5Uz6m29pRvpHWN/NB48/m9o=";

inline constexpr std::string_view palette = R"css(
:root{color-scheme:light dark;--paper:#fdfdfb;--ink:#1d1d1b;--dim:#6b6b66;--rule:#e2e1db;--tint:#f4f3ee;
--good:#1a6b3c;--bad:#a8271b;--open:#85590a;--link:#1f4e8c}
@media(prefers-color-scheme:dark){:root{--paper:#17181a;--ink:#e4e3de;--dim:#9b9a94;--rule:#34353a;--tint:#1f2124;
--good:#74c793;--bad:#f08c7f;--open:#dcb25c;--link:#8db9f2}}
)css";

/// Of what is drawn, on a page and in a file of its own.
inline constexpr std::string_view picture_style = R"css(
svg{font:13px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
svg text{fill:var(--ink);paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}
svg .faint{fill:var(--dim)}svg .heading{font-weight:600}
svg .rule{stroke:var(--rule)}svg .axis{stroke:var(--dim)}svg .mark{stroke:var(--ink);stroke-width:1.5}
svg .claimed{stroke:var(--ink);stroke-width:1.5;stroke-dasharray:5 3}
svg .line{fill:none;stroke:var(--ink);stroke-width:1.8;stroke-linejoin:round}
svg .dot,svg .solid{fill:var(--ink)}svg .block{fill:var(--dim)}svg .light{fill:var(--rule)}svg .paper{fill:var(--paper)}
svg .band{fill:var(--ink);fill-opacity:.13}svg .flow{fill:var(--ink);fill-opacity:.16;stroke:var(--paper)}
svg .edge{fill:none;stroke:var(--dim);stroke-width:.8}
svg .hollow{fill:var(--paper);stroke:var(--ink);stroke-width:1.5}
)css";

inline constexpr std::string_view reading_style = R"css(
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
font-variant-numeric:tabular-nums lining-nums}
main{max-width:64rem;margin:0 auto;padding:2.5rem 1.5rem 4rem;overflow-wrap:anywhere}
table{overflow-wrap:normal}ul.items li>div{min-width:0}
h1{font-size:1.6rem;line-height:1.25;font-weight:650;margin:0 0 1.4rem;letter-spacing:-.01em}
h2,h3{font-size:1.05rem;font-weight:650;margin:2.2rem 0 .6rem}
section{margin-top:2.6rem;padding-top:.2rem;border-top:1px solid var(--rule)}
section>h2{font-size:1.25rem;margin-top:1.2rem}
.scenario{color:var(--dim);margin:-1.1rem 0 1.2rem}
.asked{font-style:italic;max-width:48rem;margin:-.5rem 0 1.4rem}
p{margin:.5rem 0}
.lead{font-size:1.08rem;margin:.3rem 0;max-width:48rem}
a{color:var(--link);text-decoration:none;border-bottom:1px solid transparent}
a:hover,a:focus{border-bottom-color:currentColor}
b{font-weight:600}
cite{font-style:normal}
dl.sources{font-size:.94rem;display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1rem;margin:.6rem 0}
.sources dt{color:var(--dim)}.sources dd{margin:0}
dt:target,dt:target+dd{background:var(--tint)}
code,pre,.formula{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.875em}
.amount,.mark{overflow-wrap:normal}td .amount{white-space:nowrap}
pre{background:var(--tint);padding:1rem 1.2rem;border-radius:6px;overflow-x:auto;line-height:1.45}
.dim,.tags{color:var(--dim)}.good{color:var(--good)}.bad{color:var(--bad)}.open{color:var(--open)}
ul.notes{list-style:none;padding:0;margin:.9rem 0;font-size:.94rem}
ul.notes li{margin:.3rem 0;padding-left:1rem;text-indent:-1rem}
ul.items{list-style:none;padding:0;margin:1.4rem 0}
ul.items li{display:grid;grid-template-columns:7.5rem 1fr;gap:0 1rem;padding:.75rem 0;border-top:1px solid var(--rule)}
ul.items li:last-child{border-bottom:1px solid var(--rule)}
ul.items p{margin:.1rem 0;font-size:.94rem}
ul.items .says{font-size:1rem;font-weight:600}
.mark{font-weight:600;white-space:nowrap}
.mark small{font-weight:500;font-size:.85rem}
@media(max-width:40rem){main{padding:1.5rem 1rem 3rem}ul.items li,dl.sources{grid-template-columns:1fr}
.sources dd{margin:-.3rem 0 .4rem}.sources dt,.sources dd{min-width:0;overflow-wrap:anywhere}}
.scroll{overflow-x:auto;margin:.6rem 0 1rem}
table{border-collapse:collapse;font-size:.94rem;line-height:1.45}
table.entries{width:100%}
th,td{text-align:left;vertical-align:top;padding:.38rem 1.4rem .38rem 0;border-top:1px solid var(--rule)}
th:last-child,td:last-child{padding-right:.3rem}
th{font-weight:600;white-space:nowrap}
table.grid tbody th{white-space:normal;min-width:9rem;max-width:24rem;position:sticky;left:0;background:var(--paper)}
thead th{border-top:0;color:var(--dim);font-weight:550;vertical-align:bottom}
.value{white-space:nowrap}
.right{text-align:right}
tr.sum th,tr.sum td{border-top:2px solid var(--ink);font-weight:650}
.differs{display:inline-block;width:1.4em;margin-left:-1.4em;color:var(--dim);font-weight:400}
th:has(.differs){padding-left:1.4em}
tbody th small{display:block;color:var(--dim);font-weight:400;font-size:.93em}
tr:target th,tr:target td,details:target>summary,.leaf:target{background:var(--tint)}
svg.bar{width:10rem;height:.75em;margin-top:.35em}
.bar.both{background:linear-gradient(var(--ink),var(--ink)) 50% 0/1px 100% no-repeat}
.tree{margin:1rem 0}
.tree details>details,.tree details>.leaf{margin-left:.45rem;padding-left:1rem;border-left:1px solid var(--rule)}
.tree summary{cursor:pointer;padding:.12rem 0}
.tree .leaf{padding:.12rem 0 .12rem 1.1rem}
.tree p{margin:.2rem 0 .2rem 1.15rem;color:var(--dim);font-size:.94rem}
.tree .says{font-weight:500}.tree .says b{font-weight:600}.tree .tags{font-size:.88rem}
.tree .says .amount,.tree .says b{overflow-wrap:anywhere}
@media(max-width:40rem){.tree details>details,.tree details>.leaf{margin-left:.1rem;padding-left:.4rem}}
ol.steps{padding-left:2.2rem}.steps li{margin:.55rem 0}.steps li:target{background:var(--tint)}
.tree p,.steps p{overflow:auto hidden;padding:.15rem 0}
.steps p{margin:.3rem 0 .3rem 1rem;color:var(--dim);font-size:.94rem}.steps .says{font-weight:500}.steps .tags{font-size:.88rem}
math{font-size:1.08em;color:var(--ink)}
figure{margin:1.6rem 0;overflow-x:auto}
figure,.scroll{background:linear-gradient(90deg,var(--paper) 1rem,transparent) local 0 0/3rem 100% no-repeat,
linear-gradient(270deg,var(--paper) 1rem,transparent) local 100% 0/3rem 100% no-repeat,
linear-gradient(90deg,var(--dim),transparent) scroll 0 0/.4rem 100% no-repeat,
linear-gradient(270deg,var(--dim),transparent) scroll 100% 0/.4rem 100% no-repeat}
svg{display:block;width:100%;max-width:46rem;height:auto}
figure svg{min-width:36rem}
@page{margin:16mm 14mm}
@media print{
:root{color-scheme:light;--paper:#fff;--ink:#000;--dim:#555;--rule:#ccc;--tint:#f2f2f2;
--good:#14522e;--bad:#8f2018;--open:#6d4907;--link:#000}
body{font-size:10.5pt}main{max-width:none;padding:0}
.scroll,figure,pre,.tree p,.steps p{overflow:visible}.scroll,figure{background:none}figure svg{min-width:0}pre{white-space:pre-wrap;overflow-wrap:anywhere}
table{font-size:9pt;max-width:100%}th,td,.value,.amount,td .amount,.mark{white-space:normal;overflow-wrap:anywhere}
table:has(td:nth-child(8)){font-size:7pt}table:has(td:nth-child(12)){font-size:5.5pt}
th,td{padding-right:.7rem}table.grid tbody th{position:static;min-width:0}.bar{width:5rem}
h1,h2,h3{break-after:avoid}tr,figure,ul.items li,.tree summary{break-inside:avoid}thead{display:table-header-group}
a[href^=http]::after{content:" (" attr(href) ")";font-size:.85em;overflow-wrap:anywhere}
details::details-content{content-visibility:visible;height:auto}
}
)css";

inline std::string html_style() {
  return std::string(palette) + std::string(picture_style) + std::string(reading_style);
}

}  // namespace costcurve
