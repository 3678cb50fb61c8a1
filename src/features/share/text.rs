//! The sentences of the page on how to share the briefing.

/// What the page is for.
pub const INTRO: &str = "For partnerships: how to get this briefing to your teams. A link works for most people. Try your way with one team before you send it to all.";

/// The heading of the way that works best.
pub const LINK: &str = "Send a link";
/// Why a link is best.
pub const LINK_WHY: &str = "Ask your web team to put this page on your website, and send teams its address. It opens on computers, tablets and phones, and there is nothing to install.";
/// Above the list for the web team.
pub const WEB_TEAM: &str = "Tell your web team:";
/// What a web team needs to know.
pub const FOR_WEB_TEAM: [&str; 4] = [
    "It is one HTML file. It needs no database, no account and no other website.",
    "Give it a web address of its own, such as briefing.example.gov.uk. Other pages at the same address could read what people type.",
    "Compress it (gzip), or it opens slowly on a slow network.",
    "If you upload the folder of files instead, send .wasm files as application/wasm. In IIS, add that type and switch on compression for it. The README has settings for Apache, nginx and IIS.",
];
/// What `SharePoint` does.
pub const SHAREPOINT: &str = "SharePoint is not a place for it: people who select the file there get a download, or see its code. Link to a web page instead.";

/// The heading of the way without a website.
pub const FILE: &str = "Put the file on a shared drive";
/// How the file is opened.
pub const FILE_HOW: &str = "Send teams the path. They double-click the file, and it opens in their browser, even without the internet. Everybody starts with an empty form, because answers are saved in the browser and not in the file.";
/// Why the file stays where it is.
pub const FILE_STAYS: &str =
    "Do not move or rename it later. Some browsers would no longer find the answers saved before.";

/// The heading of what to do about email.
pub const EMAIL: &str = "Do not attach the file to an email";
/// Why not.
pub const EMAIL_WHY: &str = "Many organisations hold back .html attachments, because criminals use such files to steal passwords. Send the link instead.";
/// What to do without a link.
pub const EMAIL_INSTEAD: &str = "If you have no link, ask the IT team of the people you write to. If their rules allow it, send the file in a ZIP file, and tell teams to extract it first. Never ask anybody to get round their security.";

/// The heading of what tablets do.
pub const TABLET: &str = "On an iPad or iPhone";
/// Why the file does not work there.
pub const TABLET_WHY: &str = "Open the link in Safari. A file only opens as a preview, in which nobody can fill in the form. Saving it to Files makes no difference.";

/// The heading of what comes back.
pub const RETURNS: &str = "What comes back";
/// How returns arrive. The name of the page follows.
pub const RETURNS_HOW: &str =
    "Teams send you a return by email. Save the attachments, and open them all on the page";

/// What was not tried.
pub const NOT_TRIED: &str = "What this page says about IIS, SharePoint and iPads is from their makers and users. We have not tried it.";
