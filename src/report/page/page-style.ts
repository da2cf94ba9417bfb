/** The style of every page: light and dark, on paper, on a phone. Loads nothing. */
export const pageStyle: string = `
:root{color-scheme:light dark;--ground:#fbfaf8;--raised:#fff;--ink:#1c1f24;--soft:#59616c;--line:#dcdad4;--accent:#0b5a8a;
--allow:#1c6e4a;--hold:#8a5a00;--deny:#b02a2a;--allow-fill:#57a883;--hold-fill:#d6a33c;--deny-fill:#d56a66;--leak:#fbe3e1;--code:#f2f0eb}
@media (prefers-color-scheme:dark){:root{--ground:#14171b;--raised:#1c2026;--ink:#e6e8eb;--soft:#a2abb6;--line:#343a43;--accent:#7cc4f0;
--allow:#7fd3ab;--hold:#e9bf65;--deny:#ff9c96;--allow-fill:#3f8f6b;--hold-fill:#b58526;--deny-fill:#c2544f;--leak:#4a2224;--code:#262b32}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
.skip{position:absolute;left:-999px}.skip:focus{left:1rem;top:1rem;background:var(--raised);padding:.5rem 1rem;z-index:2}
header,main,footer{max-width:76rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2rem}h1{font-size:1.6rem;line-height:1.2;margin:0 0 .25rem}
h2{font-size:1.2rem;margin:0 0 .75rem}h3{font-size:1rem;margin:1.25rem 0 .5rem}
section{background:var(--raised);border:1px solid var(--line);border-radius:8px;padding:1.25rem;margin:1.25rem 0}
nav{position:sticky;top:0;background:var(--ground);border-bottom:1px solid var(--line);z-index:1}
nav ul{max-width:76rem;margin:0 auto;padding:.5rem 1.25rem;list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.1rem}
section{scroll-margin-top:4rem}a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.soft{color:var(--soft)}.small{font-size:.87rem}
.verdict{margin:.75rem 0 0;padding:.65rem .9rem;border-left:4px solid var(--allow);background:var(--raised)}
.verdict.bad{border-color:var(--deny)}.verdict ul{margin:.25rem 0 0;padding-left:1.2rem}
dl.numbers{display:flex;flex-wrap:wrap;gap:1rem 2.5rem;margin:0 0 1rem}
.numbers dt{color:var(--soft);font-size:.87rem}.numbers dd{margin:0;font-size:1.5rem;font-variant-numeric:tabular-nums;line-height:1.3}
.numbers dd small{font-size:.87rem;color:var(--soft);margin-left:.35rem}
.scroll{overflow-x:auto;max-width:100%}
table{border-collapse:collapse;width:100%;font-size:.93rem}
caption{text-align:left;color:var(--soft);padding-bottom:.4rem;font-size:.87rem}.side caption{color:var(--ink);font-weight:600}
th,td{text-align:left;padding:.4rem .7rem .4rem 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
thead th{color:var(--soft);font-weight:600;font-size:.87rem;overflow-wrap:normal}th[scope=row]{font-weight:500}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap;overflow-wrap:normal}
code,.code{font:.87em/1.45 ui-monospace,SFMono-Regular,Menlo,monospace;overflow-wrap:anywhere}
.why{max-width:46rem}td .place{color:var(--soft)}
.bar{display:block;width:100%;min-width:5rem;height:.7rem;border-radius:3px;background:var(--line)}
td .bar{margin-top:.35rem}.bar .allow{fill:var(--allow-fill)}.bar .require_approval{fill:var(--hold-fill)}.bar .deny{fill:var(--deny-fill)}
td>code:only-child,th>code:only-child{display:inline-block;min-width:7rem}.trace code,.matrix thead code{min-width:0}.matrix td,.matrix th{overflow-wrap:break-word}.matrix thead th{min-width:5.2rem;max-width:9rem;vertical-align:bottom}.matrix tbody th{min-width:8.5rem}
.side{display:flex;flex-wrap:wrap;gap:0 3rem;margin-top:1rem}.side>.scroll{width:auto;min-width:min(24rem,100%)}
.tag{white-space:nowrap;font-weight:600;overflow-wrap:normal}.tag.allow{color:var(--allow)}.tag.require_approval{color:var(--hold)}.tag.deny{color:var(--deny)}
.matrix{width:auto}.matrix th,.matrix td{padding:.35rem .6rem;border:1px solid var(--line)}
.matrix .leak{background:var(--leak);color:var(--deny);font-weight:700}.matrix .own{color:var(--soft)}
td.source{white-space:pre}pre.patch{overflow-x:auto;background:var(--code);padding:.6rem;font:.87em/1.45 ui-monospace,SFMono-Regular,Menlo,monospace}.patch .allow{color:var(--allow)}.patch .deny{color:var(--deny)}.bar.times{height:1.8rem}details>summary{cursor:pointer;color:var(--accent)}details>*:not(summary){margin-top:.5rem}
.trace{font-size:.87rem}.trace td,.trace th{padding:.15rem .7rem .15rem 0;border:0}.trace td:nth-child(odd){overflow-wrap:normal}
form.find{display:flex;flex-wrap:wrap;gap:.75rem 1.25rem;align-items:end;margin-bottom:.75rem}form.find label{display:grid;font-size:.87rem;color:var(--soft)}
input,select{font:inherit;color:var(--ink);background:var(--ground);border:1px solid var(--soft);border-radius:5px;padding:.35rem .5rem;min-width:14rem;max-width:100%}
select{min-width:0}th button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer;text-decoration:underline dotted}
th[aria-sort=ascending] button::after{content:" \\2191"}th[aria-sort=descending] button::after{content:" \\2193"}
footer{padding-bottom:3rem;color:var(--soft);font-size:.87rem}[hidden]{display:none!important}
@media (max-width:40rem){body{font-size:14px}header{padding-top:1.25rem}section{padding:.9rem}section,nav ul,header,main,footer{padding-left:.8rem;padding-right:.8rem}nav{position:static}dl.numbers{gap:.75rem 1.5rem}
.stack thead{display:none}.stack tr{display:block;padding:.5rem 0;border-bottom:1px solid var(--line)}.stack tbody td,.stack tbody th{display:block;border:0;padding:.1rem 0;text-align:left}.stack [data-is]::before{content:attr(data-is) " ";color:var(--soft);font-weight:400}}
@media print{nav,form.find,.skip{display:none}body{background:#fff;color:#000;font-size:11px}section{border:0;padding:0;break-inside:auto}tr{break-inside:avoid}}
`;
