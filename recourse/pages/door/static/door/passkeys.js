// A button that makes or proves a passkey: it asks our server for a question, the browser for the answer, and posts it.
const bytes = (words) =>
  Uint8Array.from(atob(words.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const words = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

async function make({ publicKey }) {
  const made = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      user: { ...publicKey.user, id: bytes(publicKey.user.id) },
      excludeCredentials: named(publicKey.excludeCredentials),
    },
  });
  const { clientDataJSON, attestationObject } = made.response;
  return about(made, { clientDataJSON: words(clientDataJSON), attestationObject: words(attestationObject) });
}

async function prove({ publicKey }) {
  const proved = await navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      allowCredentials: named(publicKey.allowCredentials),
    },
  });
  const { clientDataJSON, authenticatorData, signature, userHandle } = proved.response;
  return about(proved, {
    clientDataJSON: words(clientDataJSON),
    authenticatorData: words(authenticatorData),
    signature: words(signature),
    userHandle: userHandle ? words(userHandle) : null,
  });
}

const about = (credential, response) => ({
  id: credential.id,
  rawId: words(credential.rawId),
  type: credential.type,
  response,
  clientExtensionResults: credential.getClientExtensionResults(),
});

async function ask(button) {
  const form = button.form;
  const said = new FormData();
  said.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  said.set("wants", button.dataset.rcPasskey === "make" ? "new" : "proof");
  const answer = await fetch(button.dataset.rcQuestion, { method: "POST", body: said, redirect: "error" });
  if (!answer.ok) throw new Error("no question");
  return answer.json();
}

async function go(button) {
  const told = document.getElementById(button.dataset.rcTold);
  button.disabled = true;
  told.textContent = "";
  try {
    const question = await ask(button);
    const credential = await (button.dataset.rcPasskey === "make" ? make(question) : prove(question));
    document.getElementById(button.dataset.rcInto).value = JSON.stringify(credential);
    button.form.submit();
  } catch (wrong) {
    told.textContent = button.dataset.rcFailed;
    button.disabled = false;
    button.focus();
  }
}

if (window.PublicKeyCredential) {
  for (const without of document.querySelectorAll("[data-rc-without-passkeys]")) without.hidden = true;
  for (const button of document.querySelectorAll("button[data-rc-passkey]")) {
    button.hidden = false;
    button.addEventListener("click", () => go(button));
  }
}
