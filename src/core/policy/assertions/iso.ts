/** ISO 3166-1 alpha-2 and alpha-3. */
const countries2 =
  'ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFR' +
  'GAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQ' +
  'MRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTR' +
  'TTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW';
const countries3 =
  'ABWAFGAGOAIAALAALBANDAREARGARMASMATAATFATGAUSAUTAZEBDIBELBENBESBFABGDBGRBHRBHSBIHBLMBLRBLZBMUBOLBRABRBBRNBTNBVTBWACAFCANCCKCHECHLCHNCIVCMRCODCOGCOKCOL' +
  'COMCPVCRICUBCUWCXRCYMCYPCZEDEUDJIDMADNKDOMDZAECUEGYERIESHESPESTETHFINFJIFLKFRAFROFSMGABGBRGEOGGYGHAGIBGINGLPGMBGNBGNQGRCGRDGRLGTMGUFGUMGUYHKGHMDHNDHRV' +
  'HTIHUNIDNIMNINDIOTIRLIRNIRQISLISRITAJAMJEYJORJPNKAZKENKGZKHMKIRKNAKORKWTLAOLBNLBRLBYLCALIELKALSOLTULUXLVAMACMAFMARMCOMDAMDGMDVMEXMHLMKDMLIMLTMMRMNEMNG' +
  'MNPMOZMRTMSRMTQMUSMWIMYSMYTNAMNCLNERNFKNGANICNIUNLDNORNPLNRUNZLOMNPAKPANPCNPERPHLPLWPNGPOLPRIPRKPRTPRYPSEPYFQATREUROURUSRWASAUSDNSENSGPSGSSHNSJMSLBSLE' +
  'SLVSMRSOMSPMSRBSSDSTPSURSVKSVNSWESWZSXMSYCSYRTCATCDTGOTHATJKTKLTKMTLSTONTTOTUNTURTUVTWNTZAUGAUKRUMIURYUSAUZBVATVCTVENVGBVIRVNMVUTWLFWSMYEMZAFZMBZWE';
/** ISO 4217; codes that were withdrawn since 2020 are kept, because older data holds them. */
const currencies =
  'AEDAFNALLAMDANGAOAARSAUDAWGAZNBAMBBDBDTBGNBHDBIFBMDBNDBOBBOVBRLBSDBTNBWPBYNBZDCADCDFCHECHFCHWCLFCLPCNYCOPCOUCRCCUCCUPCVECZKDJFDKKDOPDZDEGPERNETBEURFJD' +
  'FKPGBPGELGHSGIPGMDGNFGTQGYDHKDHNLHRKHTGHUFIDRILSINRIQDIRRISKJMDJODJPYKESKGSKHRKMFKPWKRWKWDKYDKZTLAKLBPLKRLRDLSLLYDMADMDLMGAMKDMMKMNTMOPMRUMURMVRMWKMXN' +
  'MXVMYRMZNNADNGNNIONOKNPRNZDOMRPABPENPGKPHPPKRPLNPYGQARRONRSDRUBRWFSARSBDSCRSDGSEKSGDSHPSLESLLSOSSRDSSPSTNSVCSYPSZLTHBTJSTMTTNDTOPTRYTTDTWDTZSUAHUGXUSD' +
  'USNUYIUYUUYWUZSVEDVESVNDVUVWSTXAFXAGXAUXBAXBBXBCXBDXCDXCGXDRXOFXPDXPFXPTXSUXTSXUAXXXYERZARZMWZWGZWL';
/** ISO 639-1, and the same languages by ISO 639-2/T. */
const languages2 =
  'aaabaeafakamanarasavayazbabebgbhbibmbnbobrbscacechcocrcscucvcydadedvdzeeeleneoeseteufafffifjfofrfygagdglgngugvhahehihohrhthuhyhziaidieigiiikioisitiuja' +
  'jvkakgkikjkkklkmknkokrkskukvkwkylalblglilnloltlulvmgmhmimkmlmnmrmsmtmynanbndnengnlnnnonrnvnyocojomorospapiplpsptqurmrnrorurwsascsdsesgsiskslsmsnsosqsr' +
  'ssstsusvswtatetgthtitktltntotrtstttwtyugukuruzvevivowawoxhyiyozazhzu';
const languages3 =
  'aarabkafrakaamharaargasmavaaveaymazebakbambelbenbihbisbodbosbrebulcatceschachechuchvcorcoscrecymdandeudivdzoellengepoesteusewefaofasfijfinfrafryfulgla' +
  'gleglgglvgrngujhathauhebherhinhmohrvhunhyeiboidoiiiikuileinaindipkislitajavjpnkalkankaskatkaukazkhmkikkinkirkomkonkorkuakurlaolatlavlimlinlitltzlublug' +
  'mahmalmarmkdmlgmltmonmrimsamyanaunavnblndendonepnldnnonobnornyaociojioriormosspanplipolporpusquerohronrunrussagsansinslkslvsmesmosnasndsomsotspasqisrd' +
  'srpsswsunswaswetahtamtatteltgktglthatirtontsntsotukturtwiuigukrurduzbvenvievolwlnwolxhoyidyorzhazhozul';

function split(codes: string, width: number): string[] {
  return Array.from({ length: codes.length / width }, (_unused, index) => codes.slice(index * width, (index + 1) * width));
}

type IsoKind = 'country' | 'currency' | 'language';

const codesOf: Readonly<Record<IsoKind, () => string[]>> = {
  country: () => [...split(countries2, 2), ...split(countries3, 3)],
  currency: () => split(currencies, 3),
  language: () => [...split(languages2, 2), ...split(languages3, 3)],
};

/** The lists that `iso` knows. */
export const isoKinds: readonly string[] = Object.keys(codesOf);

const isKind = (name: string): name is IsoKind => Object.hasOwn(codesOf, name);

/** Whether a text is a code of one of ISO's lists, in the case the standard writes it; a language may have a region (`de-CH`). */
export function isoTest(kind: string): ((text: string) => boolean) | undefined {
  if (!isKind(kind)) return undefined;
  const codes = new Set(codesOf[kind]());
  if (kind !== 'language') return (text) => codes.has(text);
  const regions = new Set(split(countries2, 2));
  return (text) => {
    const [language = '', region, ...rest] = text.split('-');
    return codes.has(language) && (region === undefined || regions.has(region)) && rest.length === 0;
  };
}
