// The code of an invitation comes behind the # of its link, which no server and no log ever sees.
const code = document.getElementById("id_code");
if (code && location.hash.length > 1) {
  code.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", location.pathname);
}
