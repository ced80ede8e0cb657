/**
 * Function words by language: articles, pronouns, prepositions, conjunctions, forms of "be" and "have". They make no query
 * fail, and tell a text's language. Words that readers search for (numbers, time, "good", "said") are left out on purpose.
 */

/** Of the languages with a stemmer. English stop words are lunr's; these tell the language only. */
const stemmed = {
  en: `the of and to in is that it was for on are as with his they at be this have from or had by not but what all were
    we when your can there an each which she do how their if will up about out them then he been who its has more would`,
  de: `aber als also am an auch auf aus bei beim bin bis bist da damit dann das dass dem den denn der des dessen deren die
    dies diese diesem diesen dieser dieses doch du durch ein eine einem einen einer eines er es euch für hat hatte hatten
    haben hier ich ihm ihn ihr ihre ihrem ihren ihrer im in ins ist ja jede jeder jedes kann kein keine keinen können man
    mehr mein meine mich mir mit nach nicht nichts noch nun nur ob oder ohne schon sehr sein seine seinem seinen seiner
    seit sich sie sind so sondern sowie über um und uns unser unter vom von vor war waren was weil welche welcher wenn wer
    werden wie wieder wir wird wurde wurden zu zum zur zwar zwischen`,
  fr: `à au aux avec c ce ceci cela ces cet cette ceux chez comme d dans de des dont du elle elles en entre est et été être
    étaient était eu eux il ils j je l la le les leur leurs lui m ma mais me même mes moi mon n ne ni nos notre nous on ont
    ou où par pas plus pour qu que quel quelle qui s sa sans se sera ses si son sont sous sur t ta te tes toi ton tu un une
    vos votre vous y a ai as avait avaient ayant donc lors aussi ainsi alors afin depuis selon après vers très`,
  es: `a al algo ante antes aquel aquella como con contra cual cuando de del desde donde durante e el ella ellas ellos en
    entre era eran es esa ese eso esos esta está están estaba este esto estos estas fue fueron ha había han hasta hay la las
    le les lo los más me mi mis muy ni no nos nosotros o otra otro para pero por porque que qué quien se sea ser si sí sido
    sin sino sobre son su sus también tan te tiene todo todos tu un una uno unos unas y ya yo él`,
  it: `a ad agli ai al all alla alle allo anche c che chi ci come con cui da dagli dai dal dall dalla dalle dallo degli dei
    del dell della delle dello di dove e è ed egli era erano essere fra gli ha hanno ho i il in io l la le lei li lo loro
    lui ma me mi mia mio ne negli nei nel nell nella nelle nello noi non nostro o per perché più poi può quale quando quella
    quello questa queste questi questo se sei si sia sono su sua sue sugli sui sul sull sulla sulle suo suoi stata stato
    tra tu un una uno vi voi`,
  pt: `a à ao aos as às até com como da das de dela dele deles do dos e é ela elas ele eles em entre era eram essa esse esta
    está estão este estes eu foi foram há isso isto já lhe mais mas me mesmo meu minha muito na não nas nem no nos nós num
    numa o os ou para pela pelas pelo pelos por porque qual quando que quem são se sem ser seu seus só sobre sua suas também
    te tem têm tinha um uma uns você vocês`,
  nl: `aan al als bij dan dat de der deze die dit door een en er geen haar had hadden hebben heeft hem het hij hoe hun ik in
    is je kan kon maar me meer men met mijn na naar niet niets nog nu of om omdat ons onder ook op over te tegen toch toen
    tot u uit uw van veel voor waar was waren wat we wel werd werden wie wij wordt worden zal ze zelf zich zij zijn zo zonder
    zou zullen`,
  sv: `alla att av blev bli blir de dem den denna deras dess dessa det detta dig din du där efter eller en ett från för ha
    hade han hans har henne hennes hon honom hur här i icke inte jag ju kan kunde man med mellan men mig min mot mycket ni
    nu när och om oss på sedan sig sin sina sitt ska skulle som så till under upp ut utan vad var vara vem vi vid vilka
    vilken än är åt över`,
  da: `ad af alle alt at blev blive bliver da de dem den denne der deres det dette dig din disse dog du efter eller en er et
    for fra ham han hans har havde hende hendes hos hun hvad hvis hvor i ikke ind jeg jo kan kunne man mange med meget men
    mig min mod ned nogen noget nogle nu når og også om op os over på sig sin sine skal skulle som til ud under var ved vi
    vil ville vor være været`,
  no: `alle at av ble bli blir både da de dei deg dem den denne der deres det dette di din disse du dykk eg eit eller en er
    et etter for fra frå før ha hadde han hans har henne hennes her hjå ho hun hva hvem hver hvis hvor hvordan i ikke ikkje
    inn ja jeg kan kom kun kunne man mange med meg mellom men mer min mot mye mykje ned nei no noe noen nå når og også om
    opp oss over på se seg selv si sin sine skal skulle slik som så til ut uten var ved vi vil ville vår være vært`,
  fi: `ei eivät emme en enää ennen että hän häneen hänen he heidän hyvin ja jo johon joiden joka jokin jolla jonka jos jossa
    jota jotka kanssa kaikki kuin kuka kun me meidän mikä minä mitä mukaan mutta muun myös ne niiden niin niitä noin nyt ole
    oli olisi olivat olla ollut on ovat se sekä sen siellä siihen siinä sille sitä tai tämä tämän tässä te vaan vai vaikka
    vain voi`,
  hu: `a abban ahhoz aki akik ami amely amelyek amikor az azok azon azt be csak de e egy ehhez el én ennek erre ez ezek ezt
    fel ha hanem hogy hogyan is itt ki kell le lehet lesz lett már me meg mert mi mint minden most nagyon ne nem nincs
    ő ők olyan ott pedig s sem sok szerint te után vagy vagyok van vannak való volt voltak`,
  ro: `a acea aceasta această aceste acestea acești acel acest acestui ai aici al ale am ar are asupra au avea că căci când
    care către ce cea cei cel cele chiar cine cu cum că da dacă dar de deci decât despre din după ea ei el ele era erau este
    eu fi fie fost iar îi îl în îmi între își la le lui lor mai mult ne nici nu o ori pe pentru prin sa sale să sau se sunt
    și te tot un una unde unei unor unui va vor`,
  ru: `а без бы был была были было быть в вам вас весь во вот все всех всё вы где да даже для до его ее её ей если есть еще
    ещё же за здесь и из или им их к как ко когда кто ли либо мне может мы на над надо нас не него нее нет ни них но о об он
    она они оно от по под при про с со так также такой там те тем то того той только том тот ту ты у уже что чтобы чем эта
    эти этих это этого этой этом этот я`,
  tr: `ama ancak arada artık aslında ayrıca bana bazı belki ben beni benim bir biri biz bize bizi bu buna bunu bunun çünkü da
    daha de değil diye eğer en gibi göre hem hep her hiç için ile ise kadar ki kim mi mı mu mü nasıl ne neden nerede niye o
    olan olarak oldu olduğu olduğunu ona onlar onu onun sen siz şey şu tarafından tüm üzere var ve veya ya yani yok`,
  el: `και το τα του της την τον των τη τις τους τοις στο στη στην στον στα στις στους με σε για από αυτό αυτή αυτός αυτοί
    αυτές είναι ήταν έχει έχουν είχε δεν δε μη μην να θα που πως πού πώς ότι όταν όπως όμως αλλά αν εάν ή ο η οι ένα ένας
    μια μία κατά μετά προς παρά χωρίς ως ενώ εγώ εσύ εμείς εσείς μας σας μου σου`,
} as const

/** Of languages that are told apart only: nothing of theirs is stemmed or left out. */
const recognised = {
  pl: `i w na z się nie do to że jest o jak ale po co tak za od by przez dla przy jego jej ich tylko czy już był była było są
    może który która które tego tym oraz ma we ze pod jako bardzo został`,
  cs: `a v se na je že to s z do i o k ve pro za by ale si po jako od jsem jsou byl byla bylo který která které není nebo až
    jeho její jejich také při tak před už než podle jen aby však být`,
  sk: `a v sa na je že to s z do i o k vo pre za by ale si po ako od som sú bol bola bolo ktorý ktorá ktoré nie alebo až jeho
    jej ich tiež pri tak pred už než podľa len aby však byť`,
  ca: `de la el i a que en les els per un una amb és dels al no del es va més ha són com per aquest aquesta aquests també però
    seva seu molt fins van entre quan sobre hi ho pels aquell o tot`,
  hr: `i u je na se da za su od s o koji koja koje kao što iz ne ili bi ali nije biti bio bila bilo sve kako njegov samo te
    međutim prema sam smo više između jer već nakon`,
  sl: `in je v na se da za so z ki pa s kot tudi ne po od iz bi o bil bila bilo pri do še ali ni sta lahko ko njegov ter med
    samo zelo kar tako biti že`,
  et: `ja on ei et see kui ka oli ta mis aga või oma kes siis ning nii selle mida seda kuid olla olid veel pole mitte välja
    üle pärast juba sest ainult`,
  lv: `un ir ka no par ar uz kas bet to tas tā arī kā pie tika bija nav lai viņš viņa pēc vai gan šo tikai būt kad līdz savu
    jau tiek`,
  lt: `ir yra kad į iš su bet tai kaip buvo o už ne jo jos jų per apie nuo prie arba taip dar tik po būti kuris kuri kurie
    savo bei dėl`,
  id: `yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena tersebut bisa ada mereka lebih kata
    tahun sudah atau saat oleh menjadi orang adalah kami`,
  vi: `và của là có được cho không trong một với các những này đã từ khi đến người ra như để về cũng theo vào đó thì lại tại
    trên sẽ nhiều`,
  is: `og að í á er sem það við um til með var en ekki fyrir hann af þess eru hún hefur eða þegar því þau þeir ég sé voru
    þetta verið frá eftir`,
  af: `die van en het is in dat nie wat met vir te op sy hy was om aan sal ook word ek maar as deur na of hulle daar een by
    uit kan moet haar ons baie`,
  la: `et in est non ad ut cum quod qui ex sed si quae a per esse de ab aut atque enim sunt etiam quam eius nec hoc quo quid
    ac pro autem tamen`,
} as const

const listed = (words: string): readonly string[] => words.split(/\s+/u)
const lists = (record: Readonly<Record<string, string>>): ReadonlyMap<string, readonly string[]> =>
  new Map(Object.entries(record).map(([language, words]) => [language, listed(words)]))

/** Function words of the languages that have a stemmer, by primary subtag, as they are spelt. */
export const stemmedFunctionWords = lists(stemmed)
/** Function words of every language that is told by them. */
export const functionWords = lists({ ...stemmed, ...recognised })
