// Renders a project's documentation to HTML with marked.
const html = library.parse(text);
if (!html.includes('<h1>') || !html.includes('<code>')) throw new Error('not rendered');
result(html.length);
