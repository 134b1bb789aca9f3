//! What git's refusals say to a person, in both languages. `{cure}` is a command to type.

use crate::model::message::{Text, text};

pub(super) const BARE: Text = text(
    "Le dossier est dans un dépôt git sans arborescence de travail ({where}) : aucun fichier ne peut y être \
     validé. Travaillez dans une copie : {cure}",
    "The folder is inside a bare git repository ({where}): no file can be committed there. Work in a clone: {cure}",
);
pub(super) const BARE_BY_CONFIG: Text = text(
    "Le dépôt {where} est déclaré sans arborescence de travail (core.bare), bien qu’il contienne des fichiers. \
     Corrigez ce réglage : {cure}",
    "The repository {where} is declared bare (core.bare) although it holds files. Correct that setting: {cure}",
);
pub(super) const FOREIGN_OWNER: Text = text(
    "Le dépôt {where} appartient à un autre utilisateur : git ne s’y fie pas et rien n’a été lu. Si vous \
     connaissez son propriétaire, déclarez sûr ce seul dossier : {cure}",
    "The repository {where} belongs to another user: git does not trust it and nothing was read. If you know its \
     owner, declare this one folder safe: {cure}",
);
pub(super) const SHA256: Text = text(
    "Le dépôt {where} utilise le format SHA-256, que ce programme ne sait pas encore lire. Recopiez-le au format \
     SHA-1 : {cure}",
    "The repository {where} uses the SHA-256 format, which this program cannot read yet. Copy it to the SHA-1 \
     format: {cure}",
);
pub(super) const REFTABLE: Text = text(
    "Le dépôt {where} range ses branches au format reftable, que ce programme ne sait pas encore lire. Avec git \
     2.49 ou plus récent, revenez au format « files » : {cure} ; sinon, recopiez-le : {cure2}",
    "The repository {where} keeps its branches in the reftable format, which this program cannot read yet. With git \
     2.49 or newer, go back to the “files” format: {cure}; otherwise, copy it: {cure2}",
);
pub(super) const PARTIAL_CLONE: Text = text(
    "Le dépôt {where} est un clone partiel, que ce programme ne sait pas lire. Complétez-le : {cure}",
    "The repository {where} is a partial clone, which this program cannot read. Complete it: {cure}",
);
pub(super) const SPLIT_INDEX: Text = text(
    "L’index du dépôt {where} est scindé (split index), ce que ce programme ne sait pas lire. Réunissez-le : {cure}",
    "The index of the repository {where} is split, which this program cannot read. Join it: {cure}",
);
pub(super) const SPARSE_INDEX: Text = text(
    "L’index du dépôt {where} est creux (sparse index), ce que ce programme ne sait pas lire. Complétez-le : {cure}",
    "The index of the repository {where} is sparse, which this program cannot read. Expand it: {cure}",
);
pub(super) const OTHER_FORMAT: Text = text(
    "Le dépôt {where} utilise un format que ce programme ne sait pas lire ({detail}). Pour voir ses réglages : {cure}",
    "The repository {where} uses a format that this program cannot read ({detail}). To see its settings: {cure}",
);
pub(super) const OUTSIDE: Text = text(
    "Le dépôt trouvé au-dessus de {register} a son arborescence de travail ailleurs ({where}) : le registre n’en \
     fait pas partie. Donnez-lui son propre dépôt : {cure}",
    "The repository found above {register} has its work tree elsewhere ({where}): the register is not part of it. \
     Give it a repository of its own: {cure}",
);
pub(super) const NO_GIT_HOOKS: Text = text(
    "Le programme git est introuvable, et ce dépôt a {n|un crochet|des crochets} à exécuter ({what}), qu’on ne saute \
     pas en silence. Installez git : {cure}",
    "The git program was not found, and this repository has {n|a hook|hooks} to run ({what}), which we do not skip \
     silently. Install git: {cure}",
);
pub(super) const NO_GIT_SIGNING: Text = text(
    "Le programme git est introuvable, et les validations doivent être signées (commit.gpgsign), ce que lui seul \
     peut faire. Installez git : {cure}",
    "The git program was not found, and commits must be signed (commit.gpgsign), which it alone can do. Install \
     git: {cure}",
);
pub(super) const NO_GIT_FILTER: Text = text(
    "Le programme git est introuvable, et le filtre « {what} » doit transformer ces fichiers, ce que lui seul peut \
     faire. Installez git : {cure}",
    "The git program was not found, and the filter “{what}” must transform these files, which it alone can do. \
     Install git: {cure}",
);
pub(super) const NO_GIT_REMOTE: Text = text(
    "Le programme git est introuvable : lui seul sait envoyer et recevoir. Installez git : {cure}",
    "The git program was not found: it alone can push and pull. Install git: {cure}",
);
pub(super) const NO_REMOTE: Text = text(
    "Le dépôt {where} ne connaît aucun dépôt distant. Donnez-lui l’adresse du vôtre, par exemple : {cure}",
    "The repository {where} knows no remote repository. Give it the address of yours, for example: {cure}",
);
pub(super) const NO_UPSTREAM: Text = text(
    "La branche « {name} » ne suit aucune branche du dépôt distant : git ne sait d’où recevoir. Si elle y est déjà : \
     {cure} puis {cure2} ; sinon, l’envoyer d’abord.",
    "The branch “{name}” follows no branch of the remote repository: git does not know what to receive. If it is \
     there already: {cure} then {cure2}; else push it first.",
);
pub(super) const NOTHING_TO_PUSH: Text = text(
    "Rien à envoyer : le dépôt distant a déjà toutes les validations.",
    "Nothing to push: the remote repository has all commits already.",
);
pub(super) const BEHIND: Text = text(
    "Envoi refusé : le dépôt distant a des validations que vous n’avez pas. Recevez-les d’abord ({cure}), puis \
     envoyez de nouveau. Rien n’a changé de part et d’autre.",
    "The push was refused: the remote repository has commits that you have not. Receive them first ({cure}), then \
     push again. Nothing changed on either side.",
);
pub(super) const COMMITS: Text = text("{n} {n|validation|validations}", "{n} {n|commit|commits}");
pub(super) const DIVERGED: Text = text(
    "Rien n’a été changé : vous avez {n} {n|validation|validations} que le dépôt distant n’a pas, et lui {there} que \
     vous n’avez pas. Pour remettre les vôtres à la suite des siennes : {cure} ; pour les fusionner : {cure2}",
    "Nothing was changed: you have {n} {n|commit|commits} that the remote repository has not, and it has {there} that \
     you have not. To put yours after theirs: {cure}; to merge them: {cure2}",
);
pub(super) const WOULD_OVERWRITE: Text = text(
    "Rien n’a été changé : ce qui arrive toucherait des fichiers que vous n’avez pas validés. Validez-les d’abord, \
     puis recevez. Pour les voir : {cure}",
    "Nothing was changed: what comes would touch files that you have not committed. Commit them first, then receive. \
     To see them: {cure}",
);
pub(super) const INTERRUPTED: Text =
    text("Git a été interrompu ; vos fichiers sont intacts.", "Git was interrupted; your files are intact.");
pub(super) const SENDS_TO: Text = text("Vers : {name} ({url})", "To: {name} ({url})");
pub(super) const RECEIVES_FROM: Text = text("Depuis : {name} ({url})", "From: {name} ({url})");
pub(super) const WILL_SEND: Text = text(
    "{n} {n|validation sera envoyée|validations seront envoyées}",
    "{n} {n|commit|commits} will be sent",
);
pub(super) const WILL_FOLLOW: Text = text(
    "La branche « {name} » y sera créée, et suivie désormais",
    "The branch “{name}” will be made there, and followed from now on",
);
pub(super) const RUNS_PROGRAM: Text = text(
    "Un réglage du dépôt ({key}) fait passer par : {what}",
    "A setting of the repository ({key}) goes through: {what}",
);
pub(super) const GIT_TOO_OLD: Text = text(
    "Le programme git est trop ancien : il faut la version 2.26 ou une plus récente. Mettez-le à jour : {cure}",
    "The git program is too old: version 2.26 or newer is needed. Update it: {cure}",
);
pub(super) const IDENTITY: Text = text(
    "Git ne sait pas qui vous êtes : une validation porte un nom et une adresse. Donnez-les une fois pour \
     toutes : {cure}",
    "Git does not know who you are: a commit bears a name and an address. Give them once and for all: {cure}",
);
pub(super) const DETACHED: Text = text(
    "Aucune branche n’est active dans {where} (HEAD détachée sur {at}) : une validation s’y perdrait. Créez une \
     branche : {cure} ; ou revenez à une branche existante : {cure2}",
    "No branch is checked out in {where} (HEAD is detached at {at}): a commit could be lost. Create a branch: \
     {cure}; or go back to an existing one: {cure2}",
);
pub(super) const UNDER_WAY: Text = text(
    "Opération en cours dans {where} : {what}. Rien n’est validé avant sa fin. Pour \
     la terminer : {cure} ; pour y renoncer : {cure2}",
    "A {what} is under way in {where}: nothing is committed until it is over. To finish it: {cure}; to give it up: \
     {cure2}",
);
pub(super) const BISECT_UNDER_WAY: Text = text(
    "Une recherche par dichotomie (bisect) est en cours dans {where} : rien n’est validé tant qu’elle n’est pas \
     terminée. Pour la terminer : {cure}",
    "A bisect is under way in {where}: nothing is committed until it is over. To end it: {cure}",
);
pub(super) const MERGE: Text = text("fusion", "merge");
pub(super) const REBASE: Text = text("rebasage (rebase)", "rebase");
pub(super) const CHERRY_PICK: Text = text("picorage (cherry-pick)", "cherry-pick");
pub(super) const REVERT: Text = text("défaisage (revert)", "revert");
pub(super) const BISECT: Text = text("recherche par dichotomie (bisect)", "bisect");
pub(super) const PATCHES: Text = text("application de correctifs (am)", "series of patches (am)");
pub(super) const UNMERGED: Text = text(
    "{n} {n|fichier porte|fichiers portent} un conflit non résolu ({what}). Corrigez le texte entre les marques \
     <<<<<<< et >>>>>>>, puis : {cure}",
    "{n} {n|file has|files have} an unresolved conflict ({what}). Mend the text between the marks <<<<<<< and \
     >>>>>>>, then: {cure}",
);
pub(super) const LOCKED: Text = text(
    "Git est verrouillé par {where} : une autre commande git travaille, ou a été interrompue. Attendez qu’elle \
     finisse ; si aucune ne travaille, ôtez le verrou : {cure}",
    "Git is locked by {where}: another git command is at work, or was interrupted. Wait for it; if none is at work, \
     remove the lock: {cure}",
);
pub(super) const HOOK_REFUSED: Text = text(
    "Le dépôt a refusé la validation par son crochet {what} ; rien n’a été validé et vos fichiers sont \
     intacts. Il dit : {output}\nCorrigez, puis recommencez. Pour voir le crochet : {cure}",
    "The repository refused the commit by its hook {what}; nothing was committed and your files are intact. It \
     says: {output}\nMend that, then try again. To see the hook: {cure}",
);
pub(super) const HOOK_SAYS_NOTHING: Text = text("(rien)", "(nothing)");
pub(super) const SIGNING_FAILED: Text = text(
    "La signature de la validation a échoué ; rien n’a été validé. Git dit : {output}\nVérifiez votre clé : \
     {cure}",
    "Signing failed; nothing was recorded. Git says: {output}\nCheck your key: {cure}",
);
pub(super) const NOTHING: Text = text(
    "Rien à valider : les fichiers du registre sont tels que dans la dernière validation.",
    "Nothing to commit: the register's files are as in the last commit.",
);
pub(super) const IGNORED: Text = text(
    "Le fichier {where} est écarté par un .gitignore : git ne le validerait jamais. Pour savoir lequel : {cure} ; \
     pour passer outre : {cure2}",
    "The file {where} is left out by a .gitignore: git would never commit it. To know which one: {cure}; to \
     overrule it: {cure2}",
);
pub(super) const BAD_PATH: Text = text(
    "« {where} » ne désigne pas un fichier du dossier du registre : donnez un chemin relatif, sans « .. » ni « .git ».",
    "“{where}” does not name a file of the register folder: give a relative path, without “..” or “.git”.",
);
pub(super) const EMPTY_MESSAGE: Text = text(
    "Le message de validation est vide : dites en une ligne ce qui a changé.",
    "The commit message is empty: say in one line what changed.",
);
pub(super) const TOO_LARGE: Text = text(
    "Le fichier {where} est trop grand ({size} Mio ; la limite est de {limit}) : sortez-le du dossier du registre.",
    "The file {where} is too large ({size} MiB; the limit is {limit}): move it out of the register folder.",
);
pub(super) const TOO_DEEP: Text = text(
    "Le dossier {where} est trop profond : un registre n’imbrique pas tant de dossiers. Sortez-le du registre.",
    "The folder {where} is too deep: a register does not nest so many folders. Move it out of the register.",
);
pub(super) const LEFT_IN_INDEX: Text = text(
    "{cause}\nEn outre, {n} {n|nouveau fichier reste annoncé|nouveaux fichiers restent annoncés} dans l’index de \
     git. Pour les en ôter : {cure}",
    "{cause}\nBesides, {n} new {n|file stays|files stay} announced in git's index. To take {n|it|them} out: {cure}",
);
pub(super) const GIT_FAILED: Text = text(
    "Git a refusé : {output}\nVos fichiers sont intacts. Pour voir l’état du dépôt : {cure}",
    "Git refused: {output}\nYour files are intact. To see the state of the repository: {cure}",
);
pub(super) const IO_ABSENT: Text =
    text("{where} n’existe pas : vérifiez le chemin.", "{where} does not exist: check the path.");
pub(super) const IO_DENIED: Text = text(
    "Vos droits ne permettent pas de lire ou d’écrire {where}. Voyez à qui il appartient : {cure}",
    "Your rights do not allow reading or writing {where}. See whose it is: {cure}",
);
pub(super) const IO_READ_ONLY: Text = text(
    "{where} est sur un système de fichiers en lecture seule : travaillez dans une copie placée ailleurs.",
    "{where} is on a read-only file system: work in a copy placed elsewhere.",
);
pub(super) const IO_FULL: Text = text(
    "Il n’y a plus de place pour écrire {where}. Voyez ce qui reste : {cure}",
    "There is no room left to write {where}. See what remains: {cure}",
);
pub(super) const IO_OTHER: Text =
    text("Impossible de lire ou d’écrire {where} : {detail}", "Cannot read or write {where}: {detail}");
pub(super) const DAMAGED: Text = text(
    "Le dépôt {where} ne peut pas être lu ({detail}). Pour savoir ce qui est abîmé : {cure}",
    "The repository {where} cannot be read ({detail}). To know what is damaged: {cure}",
);

pub(super) const ON_BRANCH: Text = text("Sur la branche « {name} ».", "On branch “{name}”.");
pub(super) const ON_UNBORN: Text = text(
    "La branche « {name} » n’a encore aucune validation : la première la fera naître.",
    "The branch “{name}” has no commit yet: the first one will start it.",
);
pub(super) const ON_DETACHED: Text = text(
    "Aucune branche n’est active (HEAD détachée sur {at}).",
    "No branch is checked out (HEAD is detached at {at}).",
);

pub(super) const WARN_OUTPUT: Text =
    text("Un crochet ou git a dit : {output}", "A hook or git said: {output}");
pub(super) const WARN_MORE_FILES: Text = text(
    "La validation contient aussi {n} {n|fichier|fichiers} qu’un crochet y a mis : {what}",
    "The commit also holds {n} {n|file|files} that a hook put there: {what}",
);
pub(super) const WARN_NO_GIT: Text = text(
    "Le programme git est introuvable : validé sans lui (le dépôt n’a ni crochet, ni filtre, ni signature \
     obligatoire).",
    "The git program was not found: committed without it (the repository has no hook, no filter and no mandatory \
     signature).",
);
pub(super) const WARN_DETACHED: Text = text(
    "Validé hors de toute branche ({at}) : créez une branche pour ne pas perdre cette validation.",
    "Committed outside any branch ({at}): create a branch so as not to lose it.",
);

pub(super) const RUNS_HOOKS: Text = text(
    "{n|Un crochet|Des crochets} du dépôt {n|sera exécuté|seront exécutés} : {what}",
    "{n|A hook|Hooks} of the repository will run: {what}",
);
pub(super) const RUNS_SIGNING: Text = text(
    "La validation sera signée ({format}) par le programme {what}",
    "The commit will be signed ({format}) by the program {what}",
);
pub(super) const RUNS_FILTERS: Text = text(
    "{n|Un filtre|Des filtres} de git {n|transformera|transformeront} les fichiers : {what}",
    "{n|A git filter|Git filters} will transform the files: {what}",
);

pub(super) const SEAL_SIGNED: Text = text(
    "Le sceau sera signé ({format}) par le programme {what}",
    "The seal will be signed ({format}) by the program {what}",
);
pub(super) const OWN_PROGRAM_LEFT: Text = text(
    "Le dépôt désigne lui-même un programme de vérification ({what}) : il n’est pas exécuté, celui de vos propres \
     réglages l’est.",
    "The repository itself names a program to verify with ({what}): it is not run, that of your own settings is.",
);
pub(super) const OWN_SIGNERS: Text = text(
    "Les signataires admis sont ceux que le dépôt désigne lui-même : {what}",
    "The allowed signers are those that the repository itself names: {what}",
);
pub(super) const NO_GIT_SEAL: Text = text(
    "Le programme git est introuvable : lui seul sait sceller et vérifier une signature. Installez git : {cure}",
    "The git program was not found: it alone can seal and verify a signature. Install git: {cure}",
);
