"""The frequency of ordinary words: the share of each topic word in English news.

An ordinary word that two stretches of text share is weak evidence that they are one article; a rare word is
strong evidence (`cohesion.cohesion`). The words were not counted in any text, but sorted by hand into five
grades.
"""

_GRADES = {
    0.014: """
from have said that their this will with
""",
    0.007: """
about also been into more other than there these they were what when which would your
""",
    0.0035: """
asia asian central kazakh kazakhstan kyrgyz kyrgyzstan uzbek uzbekistan
after because being between both could country during each first government however including made make many
most national need only over people public same service some state such them then those through time under
well where while work year years
""",
    0.0017: """
china chinese russia russian tajik tajikistan turkmen turkmenistan
according across again against along already always among another area around back became become before best
better billion call called came change changes cities city come community companies company countries days
development different does down early economic economy education eight energy even every find five found four
gave give given going good great group groups health help here high higher home important increase information
international just know large last late level life like local long market member members might million
minister ministry month months much must never next number often once order part parts percent place plan
plans point power president process program project provide recent recently region regional report reports
says school security seven should show shown shows since small still support system systems take taken team
teams three today told took trade united until used using very want water week weeks within without working
works world
""",
    0.0008: """
able access account achieve action activities added addition agency agreement allow allowed almost amount
analysis announced annual approach april areas army article asia asked august authorities available average
away background balance bank base based began begin beginning behind below beyond board book books border
bring brought budget build building built business capital care cars case cases cent center centre
century certain chair challenge chance chief children choose citizens civil claim clear close collect
commission committee common compared complete complex concern conditions conference considered contact
continue contract contrast control cooperation corruption cost costs council course court cover create created
crisis critical cultural culture current customers daily danger data dead deal death decade decades december
decide decided decision deep defense delegation deliver demand democratic department deputy design despite
details died difficult digital direct directly director discuss district domestic done drive drop east eastern
easy effect effective effects effort efforts either election electricity emergency employees employment
encourage engine enough ensure enter entire environment equipment especially essential establish european
evening event events ever everyone everything evidence example exchange exist existing expand expected
experience experts explain export exports extent face facilities fact factor factors fall families family farm
farmers fast father fear february federal feel fell felt field fight fighting figure figures final financial
fish floor focus followed following food force foreign form former forward free freedom friday friend friends
full fund funding funds further future game garden gather general generation girl girls glass global goal
goals gold goods grand ground grow growing growth guide half hand happen happened hard head heard heart heavy
held helped helping highest highly history hold hope hospital host hour hours house houses human hundred idea
identify immediate impact implement import imports imposed improve included income independent individual
industry initiative inside instead institutions insurance intended interest internet interview introduce
invest investment investors involved island issue issues itself january jobs join joint judge july june
justice keep kind knew knowledge known labour lack lake land language larger largest later launch launched
laws lead leader leaders leading learn learned least leave left legal less letter levels lies light limit
limited line lines link links list listen little live lives living loan located location longer look looked
looking loss lost lower machine main maintain major making management manager march mark mass match materials
matter mean means measures media medical meet meeting memory mention method methods middle military mind mine
minutes miss mission mistake mobile model modern moment monday money morning mother mountain move moved name
nation nations natural nature nearly necessary needed needs neighbor network news night none normal north
northern note noted notes november nuclear numbers object obtain october offer offered offers office officer
official older open opened operate operation opinion opportunities opposition option options organization
original others outside owned owner owners pages paid paper parents park parliament participants particular
partner party passed past path patient pattern paying peace peoples perhaps period permit person personal
phone picture pieces planned plant plants platform play please pointed points police policy political poor
popular population port position positive possible potential powerful practice prepare presence present press
pressure prevent previous price prices prime priority prison private problem procedure produce product
professional progress promise promote property proposed protect proud provinces published purpose pushed
quality quarter question quick quickly quiet quite rail railway raise range rate rates rather reach reached
read reader ready real really reason received recognize record records reduce reform reforms regions regular
related relations relatively release religious remain remains reported represent republic request require
research residents resources response rest result results return revenue review right rights rise risk river
road roads role room route routes rule rules ruling running safe safety sale sales saturday save schools
science scientific search season seat second secretary section sector secure seek seem seems seen sell senate
send senior sense sent separate september series serious serve served session setting several share shared
short showed side sign signed significant signs similar simple single site situation size skills slow smaller
social society sold soldiers solution soon source sources south southern space speak speaking special speech
speed spend spent spoke spread spring square staff stage stand standard start started statement station status
stay step steps stop stopped stories storm story strategic street strong structure struggle student study
style subject success suffered suggest summer sunday supplies supply sure surface surprise survey table taking
talk target task tasks teachers technical technology tell temporary term terms territory test themselves
theory thing things think thinks third though thought thousands thursday together tools topic total touch tour
tourism tourists toward towards town towns track traditional traffic training transfer transit transport
travel treatment trees trend tried trip true trust trying tuesday turn turned twenty twice type understand
union unique unit units university unless unlikely upper urban useful user users usually value various
vehicles version video view village violence visit visited visitors vital voice vote voters wage waiting walk
wall wanted wants warm warned watch ways weather website wednesday weight welcome went west western whether
whole whose wide wider window winning winter wish woman women wood word words worked worker workers worth
write writing written wrong yards yesterday young
""",
}

RARE = 5e-5
"""The share of each word without a grade."""

SHARES = (RARE, *_GRADES)
"""The share of a word of each grade, from rare words to frequent words."""

GRADE = {word[:7]: grade for grade, words in enumerate(_GRADES.values(), 1) for word in words.split()}
"""The grade of each term, as an index in `SHARES`. A term is a word cut to seven letters."""
