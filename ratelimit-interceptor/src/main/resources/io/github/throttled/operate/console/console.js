const overview = await (await fetch("api/overview")).json();
for (const policy of overview.policies) {
  const row = document.getElementById("policies").insertRow();
  for (const text of [policy.name, policy.limit, policy.mode]) {
    row.insertCell().textContent = text;
  }
}
