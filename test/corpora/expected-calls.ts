/** Attacks that cross by a link on the disk of the tool: the path is plain and the tenant's own. */
export const linksOnDisk: ReadonlyMap<string, string> = new Map([
  ['ATK-0030', 'a symbolic link in the own folder'],
  ['ATK-0031', 'a hard link in the own folder'],
  ['ATK-0033', 'a symbolic link in the own folder whose target is not there yet'],
]);

/** Attacks that the example allows, none of which crossed where it was tried, and why it does. */
export const allowedAttacks: ReadonlyMap<string, string> = new Map([
  ['ATK-0022', 'U+2215 is no slash to a file system, and none to NFKC: one segment of that name'],
  ['ATK-0025', '`..;` is a name; a server that cuts names at `;` has no place behind a file tool'],
  ['ATK-0153', 'a comment to PostgreSQL, and the dialect is declared; another database would run it'],
  ['ATK-0204', 'what stands behind `+` is still a mailbox of the listed domain'],
  ['ATK-0270', "the tenant's own host; whose key a query holds is seen by that host only"],
  [
    'ATK-0533',
    'five hundred recipients in one call, all in the company; a `length` on the list is how to ask for fewer',
  ],
  ['ATK-0539', 'what a person is shown is for the one who shows it; the text goes to the own company'],
  ['ATK-0540', 'as above'],
]);

/** Calls of the benign corpus that are not allowed: what `language.md` refuses in them. */
export const refusedBenign: ReadonlyMap<string, string> = new Map([
  ['BEN-033', 'email: no display name; readers differ on which part is the address'],
  ['BEN-035', 'email: one address; several are a list of the call, not of the text'],
  ['BEN-036', 'email: letters outside ASCII look alike'],
  ['BEN-040', 'url: the scheme is in lower case'],
  ['BEN-042', 'url: no `%` in a path; servers differ on what an encoded slash is'],
  ['BEN-043', 'url: no fragment; it is not sent, and some readers end the host there'],
  ['BEN-050', 'command with paths_within: no path, so it works on the folder it is run in'],
  ['BEN-051', 'command with paths_within: as above'],
  ['BEN-053', 'command with paths_within: a relative path means something in the folder it is run in'],
  ['BEN-055', 'command with paths_within: as above'],
]);
