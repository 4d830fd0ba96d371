const KEY = 'image-gateway.admin-token';

/** The operator's token, kept for this tab alone and gone with it. */
export const session = {
  get token() {
    return sessionStorage.getItem(KEY);
  },
  keep(token) {
    sessionStorage.setItem(KEY, token);
  },
  forget() {
    sessionStorage.removeItem(KEY);
  },
};
