// A page without controls is ready as soon as it is read.
document.documentElement.dataset.ready = String(Math.round(performance.now()));
