// The neutral page gives its place to the outside page when the browser says that it is online, and otherwise stays as it is.
if (navigator.onLine) location.replace(document.body.dataset.outside);
