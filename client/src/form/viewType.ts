/** Id of the form as an editor, as the manifest declares it. */
export const FORM_VIEW = 'vmspec.form';
