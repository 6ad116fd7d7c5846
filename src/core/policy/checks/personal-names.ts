/** Kinds of personal data that a column's name gives away: words in a row, in the languages that columns are named in. */
const signs: Readonly<Record<string, readonly string[]>> = {
  'an e-mail address': ['email', 'e mail', 'mail address', 'mailadresse', 'courriel', 'correo'],
  'a phone number': ['phone', 'telephone', 'mobile number', 'cell number', 'msisdn', 'fax', 'telefon', 'telefono', 'handy'],
  "a person's name": [
    'first name', 'last name', 'given name', 'family name', 'full name', 'middle name', 'maiden name', 'surname', 'firstname', 'lastname', 'fullname', 'customer name', 'employee name',
    'patient name', 'person name', 'contact name', 'user name', 'username', 'vorname', 'nachname', 'prenom', 'nombre completo', 'apellido',
  ],
  'a date of birth': ['birth date', 'date of birth', 'birthdate', 'birthday', 'dob', 'birth year', 'year of birth', 'geburtsdatum', 'date naissance', 'fecha nacimiento'],
  'an address': ['street', 'home address', 'postal address', 'street address', 'delivery address', 'billing address', 'shipping address', 'address line', 'house number', 'strasse', 'adresse', 'direccion'],
  'an official number': [
    'ssn', 'social security', 'national id', 'tax id', 'tax number', 'passport', 'driving licence', 'driver license', 'drivers license', 'licence plate', 'license plate', 'identity card', 'ahv',
    'steuernummer', 'personalausweis', 'nif', 'nino', 'bsn', 'pesel', 'codice fiscale',
  ],
  'a bank account or card': ['iban', 'bank account', 'account holder', 'card number', 'credit card', 'cardholder', 'pan number', 'cvv', 'cvc'],
  'an online identifier': ['ip address', 'ip addr', 'device id', 'cookie id', 'advertising id', 'idfa', 'mac address', 'user agent'],
  'a special category (GDPR Art. 9)': ['religion', 'ethnicity', 'ethnic origin', 'sexual orientation', 'health', 'diagnosis', 'disability', 'blood type', 'biometric', 'fingerprint', 'political opinion', 'trade union', 'genetic'],
  'a personal detail': ['gender', 'sex', 'nationality', 'marital status', 'salary', 'wage', 'geschlecht', 'gehalt'],
};

interface Sign {
  readonly words: readonly string[];
  readonly kind: string;
}

const byFirstWord: ReadonlyMap<string, readonly Sign[]> = (() => {
  const map = new Map<string, Sign[]>();
  for (const [kind, phrases] of Object.entries(signs)) {
    for (const phrase of phrases) {
      const words = phrase.split(' ');
      const first = words[0] ?? '';
      map.set(first, [...(map.get(first) ?? []), { words, kind }]);
    }
  }
  return map;
})();

/** Names of columns come again and again, in one contract and from product to product. */
const known = new Map<string, string | undefined>();
const mostKnown = 10_000;

/** What kind of personal data a name sounds like (`customer_email`, `dateOfBirth`); `undefined` for none. */
export function soundsPersonal(name: string): string | undefined {
  if (known.has(name)) return known.get(name);
  if (known.size >= mostKnown) known.clear();
  const kind = listen(name);
  known.set(name, kind);
  return kind;
}

function listen(name: string): string | undefined {
  const words = wordsOf(name);
  for (const [index, word] of words.entries()) {
    const sign = byFirstWord.get(word)?.find((candidate) => candidate.words.every((part, offset) => words[index + offset] === part));
    if (sign !== undefined) return sign.kind;
  }
  return undefined;
}

/** The words of a name in snake, kebab or camel case, in lower case. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/gu, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/gu, '$1 $2')
    .split(/[^A-Za-z0-9]+/u)
    .flatMap((word) => (word === '' ? [] : [word.toLowerCase()]));
}
