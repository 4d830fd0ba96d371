/**
 * Does something again and again while the page is seen; never twice at the same time.
 *
 * @param {function(): Promise} work what to do; an error goes to the console, and the next turn comes all the same
 * @param {number} interval milliseconds from the end of one to the start of the next
 * @returns {function()} does it now
 */
export function poll(work, interval) {
  let timer = 0;
  let running = false;
  let wanted = false;
  const now = async () => {
    clearTimeout(timer);
    if (running) {
      wanted = true;
      return;
    }
    running = true;
    try {
      do {
        wanted = false;
        await work();
      } while (wanted);
    } catch (failure) {
      console.error(failure);
    }
    running = false;
    if (!document.hidden) {
      timer = setTimeout(now, interval);
    }
  };
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      clearTimeout(timer);
    } else {
      now();
    }
  });
  now();
  return now;
}
