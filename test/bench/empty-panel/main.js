const vscode = require('vscode');

/** A page that says when it has painted a number it was sent. */
const PAGE = `<!DOCTYPE html>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-empty'">
<body><script nonce="empty">
const show = (number) => {
  document.body.textContent = 'edits: ' + number;
  requestAnimationFrame(() => {
    performance.clearMarks('loopscope:painted');
    performance.mark('loopscope:painted', { detail: number });
  });
};
addEventListener('message', ({ data }) => show(data));
show(1);
</script></body>`;

exports.activate = (context) => {
  const open = () => {
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const { webview } = vscode.window.createWebviewPanel('empty', 'Empty', column, { enableScripts: true });
    webview.html = PAGE;
    let edits = 1;
    vscode.workspace.onDidChangeTextDocument(({ contentChanges }) => {
      if (contentChanges.length > 0) webview.postMessage(++edits);
    });
  };
  context.subscriptions.push(vscode.commands.registerCommand('loopscope.traceFile', open));
};
