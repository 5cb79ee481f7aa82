"""Given names that stand for one another: short forms, one name in several spellings. The first in a line is the root.

Gathered by hand from names common in England, among them Irish, Polish, Muslim and South Asian ones. A name may
stand in several lines (Alex, Sam, Kit). Surnames are never treated so.
"""

LINES = """
abdul abdel abd abdal
abigail abby abbie abi gail
adam ad
aidan aiden aedan
ahmed ahmad ahmet ahmat
agnieszka aga
agnes aggie nessa
aisha ayesha aysha aisya aesha
albert al bert bertie alby
alexander alex alec alexis lex sandy xander sasha alick olek aleksander
alexandra alex alexa lexi lexie sandra sandy sasha ola aleksandra alexandria
alfred alf alfie fred freddie
alice ali ally elsie
alison ali ally allie
amelia amy millie milly mia emelia
andrew andy drew andrzej andre
angela angie ange
anna ann anne annie anya ania hannah ana
anthony tony ant anton antoni antony
antonia toni tonia
arthur art artie
ashley ash ashleigh ashlee
barbara barb babs basia
bartholomew bart
bartosz bartek
beatrice bea trixie beatrix bee
benjamin ben benny benji
bernadette bernie
bridget bridie biddy brigid
bronwyn bron bronwen
cameron cam
caroline carol carrie caro lina
catherine cath cathy kate katie kat kathy katherine kathryn kitty kit cat catrina kasia katarzyna kathleen
caitlin kaitlyn katelyn kate cait caitlyn
charles charlie chas chuck
charlotte charlie lottie lotte char
christina chris tina christine kirsty chrissie krystyna
christopher chris kit topher christy
clara clare claire
connor conor con
constance connie
cynthia cindy
daniel dan danny
danielle dani dannie danni
darren daz
david dave davy davie dai dafydd dawid
deborah deb debbie debra
denise den
dennis den denny
dominic dom nick dominik
donald don donnie
dorothy dot dottie dolly
edward ed eddie ted teddy ned eddy
edwin ed eddie
eleanor ellie nell nelly elly nora elinor ella leonora lenny
elizabeth liz lizzie lizzy beth betty eliza libby lisa elsie bess bessie betsy liza elspeth lilibet elisabeth ela
ellen nell ellie
emily em emmy emmie milly millie emilie emilia
emma em emmy
ewan euan ewen owen
evelyn eve evie
ffion fion
finley fin finn finlay
fatima fatimah fatema fatma
florence flo florrie flossie
frances fran fanny frankie francesca
francis frank frankie fran
frederick fred freddie freddy frederic
gabriel gabe
gabrielle gabby gabi gaby gabriella
geoffrey geoff jeff jeffrey
george georgie jerzy
georgina georgie gina georgia
gerald gerry ged jerry
gillian gill jill jilly
grace gracie
graham graeme gray
gregory greg grzegorz
gwendolyn gwen
harold harry hal
harriet hattie harri harrie
hassan hasan hassaan
helen nell nellie lena helena
henry harry hank hal
hugh hughie huw
hussain hussein husain husayn
ibrahim ebrahim ibraheem
isaac zac zak ike
isabella bella izzy isabel isobel isabelle issy ella belle izzie
jack john jackie jak
jacob jake jakub kuba jay
jacqueline jackie jacqui
james jim jimmy jamie jem
jane janie jenny
janet jan
jasmine jas jaz yasmin yasmine jasmin
jayden jaden jaydon
jennifer jen jenny jennie jenn
jeremy jerry jez jem
jessica jess jessie jesse
joan joanie
joanna jo joanne asia johanna
john jon johnny jack johnnie sean ian jan evan ieuan
jonathan jon jonny john jonathon johnathan
joseph joe joey jo jozef yusuf yousef youssef
josephine jo josie
joshua josh
judith judy jude
julia julie jules juliet
kayleigh kayley kaylee kaley kayley
kenneth ken kenny
kerry keri ceri
kieran kieron ciaran keiran
kimberley kim kimberly
kirsten kirsty
kristopher kris
krzysztof krzys christopher
lauren laurie loren
laura laurie lori
laurence larry lawrence laurie lawrie
leonard leo len lenny
leo leon leonardo
lewis louis lou luis lewie
lillian lily lil lilly lilian
louise lou
lucas luke luka lukas lukasz
lucy luce lucia lucinda
lydia lyddie
madeleine maddie maddy madeline madison madelaine
magdalena magda
malgorzata gosia margaret
margaret maggie meg peggy madge marge rita greta mags peg
mariam maryam miriam maria
marie maria mary
mary molly polly may mae maria moira
mark marc marek marcus
martin marty marcin
martha marty
mateusz matthew matt
matilda tilly tillie mattie
matthew matt matty mat mathew
maximilian max maxim maxwell
megan meg meghan
mehmet mehmed mohammed
melanie mel
melissa mel missy lissa
michael mike mick mickey micky mikey michal micheal
michelle shell chelle
miriam mim mimi
mohammed muhammad mohamed mohammad muhammed mo mohd md mohamad mohamud muhamed mahomed
molly mollie
natalie nat nattie natalia
natasha tash tasha nat
nathan nate nat nathaniel
neil neal niall
niamh neve neeve
nicholas nick nicky nico nik nicolas mikolaj
nicola nicky nikki nic nicole
noah noa
oliver ollie oli olly
olivia liv livvy livia ollie
oscar oskar
owen owain
pamela pam pammy
patricia pat patty trish tricia paddy patsy
patrick pat paddy padraig rick
paul pawel
peter pete piotr
philip phil phillip pip
philippa pip pippa phillipa
phoebe pheobe
piotr peter
priyanka priya pri
rachel rach rae rachael raquel
rebecca becky bex becca beccy bec rebekah
reginald reg reggie
rhiannon rhi rhian
rhys reece reese rees
richard rick dick ricky rich richie
robert rob bob bobby robbie bert robin
roger rodge
ronald ron ronnie
rosemary rose rosie romy
rose rosie rosa
rosalind roz ros
ruby rubie
russell russ
ryan rian
saba sabah
sadie sarah
saim sayim
samantha sam sammy sammie
samuel sam sammy
sara sarah sally sadie zara sarra
scarlett scarlet lettie
sean shaun shawn
sebastian seb baz bas
shannon shan
siobhan shivaun chevonne shevaun
simon si
sinead shinade
sophie sophia soph zosia sofia zofia
stanley stan
stephanie steph stephie steffi
stephen steve steven stevie stefan
stuart stewart stu
susan sue susie suzy suzanne susanna zuzanna
sylvia sylvie
tabitha tabby
tadeusz tadek
tamara tammy
tanisha tan
teresa terry tess tessa theresa
terence terry terrance
thaddeus thad
theodore theo ted teddy
thomas tom tommy tomasz tomek
timothy tim timmy
tobias toby tobie
tracy tracey trace
valerie val
vanessa nessa
veronica ronnie vera
victoria vicky vicki tori vic vikki wiktoria
vincent vince vinny vin
violet vi
walter wally walt
wendy wend
wiktor victor vic
william will bill billy willy liam wills willie gwilym
winifred winnie freda
wojciech wojtek
yusuf yousuf youssef yousaf yusef
yvonne von
zachary zac zach zak zack
zain zayn zane
zainab zaynab zeinab
zoe zoey zowie
"""


def _roots() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in LINES.split("\n"):
        names = line.split()
        for name in names:
            found.setdefault(name, set()).add(names[0])
    return {name: frozenset(roots) for name, roots in found.items()}


ROOTS = _roots()


def roots_of(name: str) -> frozenset[str]:
    """The names that this folded given name may stand for, itself among them."""
    return ROOTS.get(name, frozenset()) | {name}
