//! The workload `article`, whose static text is part of the template.

use super::Text;
use crate::workloads::article::Article;
use hypertext::prelude::*;

pub(super) fn article(data: &Article) -> impl Renderable {
    maud! {
        !DOCTYPE
        html lang="en" {
            head {
                meta charset="utf-8";
                title { (Text(&data.title)) " | " (Text(&data.site)) }
            }
            body {
                nav { b { (Text(&data.site)) } " " (Text(&data.section)) }
                "\n" h1 { (Text(&data.title)) }
                "\n" p {
                    "By " (Text(&data.author)) ", " (Text(&data.city)) ". Published " (Text(&data.published))
                    ", updated " (Text(&data.updated)) ". " (data.words) " words, " (data.minutes)
                    " min, " (data.readers) " readers."
                }
                "\n" p {
                    "Lorem ipsum dolor sit amet, odio incididunt pariatur deleniti elit vero \
                     laboris. Qui sunt sed ex tempor ducimus culpa elit. Et nisi molestias \
                     aliqua deleniti elit voluptatum deleniti cupidatat adipiscing nisi \
                     consectetur blanditiis, magna in sunt. Voluptatum voluptate blanditiis \
                     rerum quis ut deleniti voluptatum. Nostrud excepteur incididunt ducimus \
                     sed praesentium elit quas ullamco at, rerum odio culpa velit anim deleniti \
                     mollit. Ea quis expedita ea eiusmod voluptatum reprehenderit iusto at eu \
                     deserunt. Quos do et eos sunt minim eu enim laborum sunt consectetur. Do \
                     blanditiis voluptatum velit eu facilis, fugiat corrupti at deleniti mollit \
                     sed tempor duis id expedita harum."
                }
                "\n" p {
                    "Expedita voluptate similique voluptatum rerum deserunt irure. Harum fugiat \
                     dolor anim nulla minim dolores labore at elit, laboris irure dolore. \
                     Cupidatat qui at eiusmod minim deserunt non ducimus aute magna. Aute \
                     distinctio sunt nulla rerum sint aliquip enim eiusmod veniam enim aliquip, \
                     animi aliquip ipsum. Quis consequat irure lorem aliqua, sunt odio \
                     excepteur dolores praesentium velit dolore facilis eos quas mollitia. \
                     Rerum blanditiis cupidatat officia non cupidatat, ut est excepturi non \
                     elit nostrud sed ullamco. Eu corrupti adipiscing ut lorem praesentium enim \
                     odio. Pariatur dolores sit do ullamco dolores sint enim. Commodo fugiat \
                     quos pariatur id et labore, laborum anim est facilis voluptate eiusmod \
                     aliqua ut eu consequat."
                }
                "\n" p {
                    "Dolor ullamco iusto pariatur aliqua facilis dignissimos sit iusto \
                     reprehenderit, similique tempor expedita consequat accusamus. Nulla nisi \
                     odio dignissimos vero cillum excepturi nisi dolores. Ex non aliquip \
                     exercitation accusamus at nulla sit id aute. Nostrud facilis quos fugiat \
                     deserunt fugiat pariatur eiusmod nisi ut aliquip. Exercitation eu ullamco \
                     est quas dolores lorem est, mollitia fugiat similique eiusmod animi et. \
                     Est veniam qui excepturi cillum tempor cupidatat anim non eiusmod. Minim \
                     dolore sit enim atque anim mollitia aliqua dolores. Id animi fugiat enim \
                     ducimus sit dolore dolor ipsum, mollitia ut iusto magna qui nostrud \
                     laboris. In vero ex atque esse consequat dignissimos sunt dolore elit."
                }
                "\n" h2 { "Initium" }
                "\n" p {
                    "Quos lorem enim veniam aliqua id quas et blanditiis. Esse rerum accusamus \
                     iusto blanditiis est ut. Elit ea nostrud aute consectetur incididunt vero \
                     deserunt, blanditiis sit sed officia esse dolores vero. Deserunt eos odio \
                     est vero ea expedita accusamus consequat blanditiis exercitation. Magna \
                     sunt et cupidatat officia velit do harum ex culpa do, laboris harum \
                     reprehenderit. In "
                    (Text(&data.place))
                    ", mollit animi deleniti accusamus sunt vero dolore odio, enim iusto eos \
                     dolor. Enim similique animi pariatur aliqua commodo magna anim. Incididunt \
                     cupidatat laborum ad harum nisi ad distinctio qui eos. Eu sunt \
                     exercitation nulla velit, tempor pariatur dolor eu ducimus mollit officia \
                     distinctio. Cillum accusamus quas in eos sed, labore aliquip ut eiusmod \
                     consequat duis consectetur. Dolore culpa quidem consequat non enim odio \
                     eos voluptatum at expedita."
                }
                "\n" p {
                    "Tempor aute elit facilis quis, culpa do duis dolor excepturi tempor \
                     consequat. Nisi sed consequat et mollit ipsum, eu ducimus sunt duis quas \
                     dolore consectetur iusto distinctio ex. Consequat adipiscing quis \
                     exercitation voluptate molestias voluptate iusto ullamco. Deserunt vero \
                     quidem veniam duis fugiat dolor commodo amet ipsum dolor. Ducimus nostrud \
                     eos id ea deserunt ut animi mollitia, qui animi at dignissimos cupidatat \
                     vero. Aliquip eu exercitation distinctio excepturi magna non fugiat \
                     adipiscing dolore. Do molestias commodo qui ad elit eiusmod. Sint vero \
                     harum irure corrupti ea facilis in consectetur mollit, quis ad duis \
                     deserunt lorem consequat pariatur. Esse ea amet voluptate laboris nulla \
                     quis lorem, cillum sint eiusmod id aute vero mollitia."
                }
                "\n" p {
                    "Vero lorem tempor consequat tempor aliqua non atque consectetur cupidatat. \
                     Reprehenderit enim molestias aliquip eiusmod deleniti iusto. Corrupti \
                     occaecat esse at enim irure quas similique aliqua consectetur eos \
                     molestias culpa, expedita vero magna iusto. Dolor rerum deleniti rerum \
                     facilis similique aliquip eiusmod sit consectetur magna excepturi \
                     pariatur, ut sint deserunt. Molestias dolor molestias odio rerum ea \
                     laborum. Lorem mollit sed vero odio tempor animi iusto sed id commodo. \
                     Consequat ex ullamco aliquip mollitia mollit at sint. Est rerum irure \
                     consectetur dolores molestias similique exercitation. Corrupti aliqua \
                     cillum commodo mollitia facilis reprehenderit quas."
                }
                "\n" p {
                    "Magna ipsum est elit laborum duis quidem incididunt facilis laboris quidem \
                     laborum, in distinctio accusamus irure. Anim et ducimus exercitation \
                     voluptate eiusmod id dolor, in mollit do vero deserunt duis. Ullamco do \
                     deleniti tempor aliqua iusto consequat pariatur dolore quos. Eos aute \
                     labore distinctio pariatur aliquip at, laborum cupidatat sit ad lorem \
                     laborum rerum deserunt non reprehenderit. Fugiat sint velit et cillum \
                     lorem esse, eu cupidatat et exercitation ipsum in. Sed cupidatat occaecat \
                     atque do pariatur culpa, aute adipiscing aute ut adipiscing. Enim ea duis \
                     qui eos velit nostrud excepteur culpa sit molestias non, ducimus proident \
                     ullamco eiusmod adipiscing."
                }
                "\n" p {
                    "Magna similique irure laborum adipiscing ducimus dolore minim id sunt eu, \
                     irure reprehenderit commodo mollitia consequat. Ex reprehenderit est \
                     blanditiis harum cupidatat et minim similique ad, do ullamco vero at \
                     ducimus nisi deserunt. Culpa magna ducimus nostrud ea tempor veniam eu \
                     blanditiis tempor velit, ex excepteur consequat. Exercitation dolor \
                     proident occaecat proident iusto ullamco sint duis eu elit at aute, \
                     voluptatum pariatur dolore. The region of "
                    (Text(&data.region)) " counts " (data.visitors)
                    " visitors a year. Molestias laboris tempor duis ea occaecat non similique \
                     deserunt qui voluptate dolor, dolore amet culpa. Laborum lorem do \
                     cupidatat iusto anim deserunt ea ut nisi enim similique, accusamus rerum \
                     ut expedita. Ducimus consectetur lorem dolore aliquip praesentium amet \
                     similique. Dolore molestias commodo iusto excepturi qui expedita labore \
                     incididunt do reprehenderit."
                }
                "\n" p {
                    "Deleniti nostrud occaecat consequat nisi corrupti lorem ipsum odio \
                     reprehenderit mollit aute, velit similique ea. Ex ducimus ea sit proident \
                     distinctio, mollitia voluptate elit dolor nostrud at quidem similique \
                     sunt. Aliquip harum culpa excepteur aliquip at amet expedita eu sunt \
                     pariatur. Cupidatat exercitation lorem in vero sed ullamco at exercitation \
                     voluptate nostrud aliquip anim nisi, consequat in ut. Dolores quis nisi \
                     laborum sunt harum, elit corrupti aliqua cupidatat adipiscing laboris sit \
                     corrupti. Adipiscing distinctio elit quis cupidatat deserunt velit labore \
                     eiusmod minim, cillum nostrud quis. Anim amet voluptate harum sint \
                     excepteur cillum officia minim ut lorem, eiusmod aute eiusmod fugiat."
                }
                "\n" p {
                    "Blanditiis ullamco sint nulla voluptate qui tempor adipiscing. \
                     Exercitation excepteur dignissimos deserunt nostrud, esse pariatur id sit \
                     molestias proident ea molestias non. Amet anim sed elit commodo, nostrud \
                     sed quos eu pariatur duis cillum dolores. Facilis velit aute reprehenderit \
                     lorem corrupti excepturi sed sit aliquip ut. Anim occaecat commodo qui at \
                     dolore at, quis ipsum reprehenderit facilis enim quos ex. Mollit pariatur \
                     corrupti eiusmod eos, exercitation cupidatat ad ea proident sed mollitia. \
                     Ducimus dignissimos esse ad culpa ut do consequat quas eiusmod, ullamco \
                     incididunt sunt at. Veniam aliquip magna sunt mollit quas quidem, ex odio \
                     harum et in praesentium aute."
                }
                "\n" p {
                    "Commodo consequat exercitation officia ea quis ea, ex enim irure deleniti \
                     nostrud. Cupidatat commodo ea vero iusto aliquip mollitia incididunt. Anim \
                     amet ut lorem id aliquip, deserunt excepteur consectetur in aliquip et \
                     adipiscing nostrud corrupti deleniti nostrud. Eos veniam deserunt quos \
                     consequat harum lorem, ut excepturi corrupti distinctio quas. Amet \
                     excepteur eu aliqua consectetur ullamco commodo amet corrupti mollitia. \
                     Ipsum esse proident quidem excepteur quis quas voluptate do ullamco. At \
                     ducimus est sed proident incididunt cupidatat. Ducimus enim excepturi odio \
                     tempor mollitia ad cupidatat expedita duis proident irure harum voluptate, \
                     sunt adipiscing voluptate."
                }
                "\n" h2 { "Medium" }
                "\n" p {
                    "Sunt culpa dolor pariatur similique, exercitation cupidatat non ullamco \
                     lorem qui ad. Non voluptatum pariatur mollit ad dolore ipsum adipiscing. \
                     Aliqua similique cupidatat tempor voluptatum quas, excepteur vero minim \
                     aliqua fugiat irure ad accusamus minim. Occaecat laborum exercitation \
                     reprehenderit dolore consectetur est velit. Quos excepturi occaecat tempor \
                     quas facilis ad. Nisi quas non dolores exercitation id quis praesentium, \
                     laboris consectetur non accusamus ad occaecat nulla et enim. Consectetur \
                     blanditiis quidem amet harum esse et occaecat corrupti mollit. Molestias \
                     voluptate mollitia sunt voluptate, deleniti ea culpa occaecat animi \
                     excepteur deserunt vero officia veniam."
                }
                "\n" p {
                    "Quas laborum anim ex deserunt quas mollit. Id non ut sed dolore nulla qui \
                     pariatur tempor. Vero eos animi consectetur mollitia excepturi dolore \
                     eiusmod velit eos eiusmod, adipiscing vero sint. Sit sed dolores facilis \
                     labore nostrud dolore laborum irure. Rerum nisi sed fugiat dolores commodo \
                     ad esse dolores. Mollit aliqua commodo vero est ullamco atque consequat \
                     dolores vero ex. Excepteur amet exercitation quis non ad excepturi, aute \
                     quidem esse sint minim. Iusto adipiscing excepturi pariatur deserunt \
                     blanditiis accusamus deleniti. Commodo odio molestias cupidatat excepteur \
                     consequat sint excepteur. Aliqua pariatur cillum eiusmod officia aliquip \
                     veniam dolores adipiscing in, accusamus commodo voluptate excepturi \
                     deleniti animi."
                }
                "\n" p {
                    "Amet nisi enim in dolores molestias qui. Eos pariatur adipiscing dolore \
                     laborum aliquip dolores, mollitia consectetur dolor adipiscing lorem \
                     praesentium. Ut accusamus nulla odio nisi proident deleniti reprehenderit \
                     atque magna ullamco. Quas id ad magna ipsum ea, distinctio enim deserunt \
                     incididunt sed excepturi. Duis non consequat ipsum elit, similique \
                     blanditiis fugiat corrupti similique deleniti officia quos accusamus at ea \
                     minim. Every year "
                    (data.share) " percent of them return to " (Text(&data.place))
                    ". Elit odio sit non quis ex ad. Ut ipsum dolores ducimus animi \
                     exercitation aliqua. Exercitation accusamus quos similique vero similique \
                     reprehenderit sunt dolores veniam, eos voluptate sed. Est odio lorem sint \
                     qui anim eiusmod. Deserunt veniam nisi ut consequat aliquip similique amet \
                     et cillum facilis, consequat adipiscing duis excepturi ducimus quidem."
                }
                "\n" p {
                    "Accusamus consequat in similique laboris eiusmod vero ipsum minim \
                     consequat ex exercitation ad esse, nostrud occaecat cillum. Sint molestias \
                     facilis harum odio id sit iusto expedita lorem. Aliquip voluptatum \
                     voluptate laboris cupidatat, quas deleniti do praesentium minim aliqua \
                     amet sit. Quas ad fugiat aliqua expedita sit magna consectetur. Excepturi \
                     consectetur expedita sed consectetur, sed atque pariatur exercitation odio \
                     harum sed occaecat ut ea ullamco labore. Excepturi tempor molestias dolore \
                     irure est incididunt. Similique ullamco in velit eu culpa consequat dolor. \
                     Commodo irure adipiscing excepteur esse, quos vero id irure quas sit \
                     proident. Accusamus incididunt fugiat id distinctio adipiscing odio \
                     praesentium, laboris tempor voluptatum irure minim."
                }
                "\n" p {
                    "Iusto exercitation irure adipiscing lorem fugiat laborum. Laborum facilis \
                     quis at atque fugiat eos consequat. Ad irure laboris expedita aliquip at \
                     minim labore excepturi eiusmod, laborum expedita blanditiis ut molestias \
                     esse. Non cupidatat tempor culpa similique sit excepteur ullamco. \
                     Consequat culpa dignissimos vero minim sint molestias aliquip mollit \
                     dolore odio. Facilis quos similique amet fugiat deleniti esse accusamus \
                     enim, deserunt animi ducimus esse minim anim officia. Aliquip dolore \
                     cillum anim similique expedita ex vero nostrud duis reprehenderit \
                     distinctio quas, enim esse ea. Ad ex esse nostrud consequat ut, minim \
                     animi ut exercitation occaecat enim. Reprehenderit qui aute exercitation \
                     ut excepturi ut aute ullamco occaecat anim."
                }
                "\n" p {
                    "Ipsum non qui facilis nisi vero molestias. Anim dolor aliqua commodo quos \
                     non lorem ea qui expedita voluptatum. Similique sunt aliquip harum \
                     mollitia similique expedita deleniti aliquip, quidem quis similique et \
                     mollit qui velit. Expedita incididunt sunt ea non molestias ad, commodo \
                     culpa est mollit dolor quas proident accusamus quidem animi. Esse ipsum \
                     occaecat laborum ut amet commodo dignissimos, laboris ad exercitation \
                     accusamus fugiat incididunt voluptatum mollit dignissimos. Eos dolor \
                     excepturi excepteur accusamus eu proident mollit ullamco rerum, quis \
                     cupidatat eos et. Nulla excepturi elit commodo aute sint non elit ipsum, \
                     do sunt deleniti molestias expedita quidem nulla."
                }
                "\n" p {
                    "Nisi reprehenderit non iusto nisi cupidatat anim laboris. Dolore sed \
                     excepturi nostrud id similique blanditiis nisi aliqua. Harum excepturi \
                     proident anim in ducimus mollitia dolore, id nulla aliquip duis. Commodo \
                     culpa quidem quis est lorem, aute nulla ea mollitia reprehenderit esse est \
                     laborum culpa quas excepturi. Pariatur enim reprehenderit occaecat elit \
                     eiusmod, praesentium esse magna iusto fugiat excepturi deleniti ipsum \
                     animi ipsum ullamco. In commodo quos incididunt deleniti aliqua aliquip \
                     quis deserunt fugiat enim ullamco non odio, minim dolores facilis. Harum \
                     ducimus excepturi reprehenderit exercitation at facilis laboris. Eiusmod \
                     officia harum labore blanditiis et consequat sunt aliquip magna id at, \
                     blanditiis elit est."
                }
                "\n" h2 { "Iter" }
                "\n" p {
                    "Expedita laborum ea at minim dignissimos corrupti lorem ad. Anim expedita \
                     praesentium at harum in, anim excepteur culpa sunt quidem do. Pariatur \
                     excepturi similique sit dolor dolores consectetur, rerum cillum incididunt \
                     eos est laborum aliqua amet laboris sunt. Incididunt animi pariatur eu id \
                     iusto ducimus, ullamco irure qui eu culpa. Adipiscing in cillum nulla at \
                     non cillum vero, duis vero fugiat ullamco mollitia at et. Reprehenderit \
                     dolore atque excepturi tempor consectetur non ducimus, non dignissimos \
                     voluptatum adipiscing. Ut lorem consectetur nostrud id quos animi elit \
                     vero dignissimos dolores. Dolores aliqua molestias quidem expedita facilis \
                     corrupti rerum, eiusmod laboris consectetur harum excepturi."
                }
                "\n" p {
                    "Veniam incididunt animi quis amet sunt incididunt mollitia ipsum excepteur \
                     magna, voluptate blanditiis distinctio consequat reprehenderit quis. Velit \
                     dolor qui praesentium similique deleniti adipiscing. Praesentium accusamus \
                     consectetur et sunt voluptatum expedita non deserunt, sed ipsum rerum \
                     occaecat corrupti. Enim id proident ducimus ut eiusmod, similique id \
                     laboris enim molestias ipsum culpa lorem ipsum rerum harum. Laboris et \
                     dolore id dolor aute praesentium ea. Quis adipiscing pariatur facilis \
                     aliqua, eiusmod in molestias blanditiis distinctio at mollit harum \
                     commodo. Ipsum elit ipsum mollitia rerum quas eiusmod. Voluptate minim \
                     corrupti minim laborum quos, elit velit excepteur voluptatum officia id \
                     quidem."
                }
                "\n" p {
                    "Pariatur similique ad molestias sunt est occaecat deserunt. Praesentium \
                     cillum in aute elit quas mollitia distinctio corrupti cillum quos. Enim \
                     corrupti voluptate deleniti culpa ea sint. Rerum sint quos aliquip \
                     deserunt irure facilis lorem esse, consequat duis culpa ad. Irure aliqua \
                     voluptatum aliqua aute ducimus rerum. Fugiat odio eiusmod dignissimos \
                     ducimus laborum sint exercitation, aliquip voluptate quos elit quidem \
                     cupidatat. Commodo atque ipsum occaecat mollit dignissimos tempor odio \
                     nulla sed. Cupidatat deleniti accusamus consequat accusamus esse est vero \
                     atque exercitation. Laboris nostrud tempor quis expedita in pariatur \
                     voluptatum praesentium nulla. Accusamus enim ea consectetur at excepteur \
                     ut excepteur molestias, anim eiusmod enim velit."
                }
                "\n" p {
                    "Fugiat aute accusamus quos dolor incididunt amet. Praesentium laborum \
                     atque praesentium laboris consequat aute culpa incididunt deserunt. Quos \
                     dolore commodo amet eu exercitation quis sint eiusmod sit adipiscing amet, \
                     blanditiis excepteur distinctio mollit. Corrupti excepturi cupidatat et \
                     distinctio tempor commodo velit. Aliquip similique tempor harum vero, \
                     cupidatat quis deserunt ad excepteur ex nisi veniam amet commodo nulla. \
                     Ask for "
                    (Text(&data.guide))
                    " at the harbour. Sit adipiscing consequat eos distinctio similique est \
                     elit incididunt aliqua velit lorem, exercitation quidem reprehenderit. Ut \
                     id esse excepteur commodo occaecat et excepteur, est sint minim officia ex \
                     aliqua quidem ipsum anim. Ad nisi do quas excepteur magna deserunt. \
                     Occaecat dolor molestias do deserunt eu esse aliquip. Labore molestias \
                     pariatur aliqua cillum nisi elit quis, deserunt ducimus aliqua officia \
                     enim duis."
                }
                "\n" p {
                    "Ea enim sit duis voluptatum in cillum minim, consequat laborum ut velit \
                     mollit. Enim eos elit molestias harum laboris blanditiis est. Et commodo \
                     exercitation pariatur qui consequat ex sunt incididunt occaecat in. Elit \
                     in aliqua excepturi dolor officia vero eu eos. Officia lorem iusto irure \
                     quis pariatur qui consectetur proident. Aute voluptatum quis magna quis \
                     accusamus aliquip veniam exercitation corrupti. Tempor quos at aute veniam \
                     ullamco magna dolores. Distinctio molestias nostrud deleniti voluptate \
                     exercitation ipsum sed facilis accusamus proident elit, accusamus fugiat \
                     cillum irure excepturi. Ipsum proident est magna harum duis ea quis. \
                     Pariatur amet ad expedita excepteur voluptatum corrupti lorem nulla \
                     accusamus, deserunt accusamus do et nulla ea."
                }
                "\n" p {
                    "Voluptatum elit in ut at, deserunt eos sit iusto odio magna dolor ea. Quas \
                     quis minim ut voluptate commodo blanditiis sit dolor incididunt. Consequat \
                     dolor corrupti excepturi voluptatum anim accusamus ex expedita officia. \
                     Fugiat incididunt veniam consectetur duis et anim at. Vero aute labore et \
                     minim non magna dignissimos atque aliquip dolor, aliqua harum voluptatum \
                     anim cupidatat. Corrupti quos iusto amet cupidatat adipiscing pariatur, eu \
                     non ex cillum qui praesentium. Blanditiis adipiscing esse accusamus \
                     aliqua, rerum nulla ea culpa animi molestias ipsum pariatur. Quis sed esse \
                     qui exercitation, vero harum dolor nisi magna sunt cupidatat mollit \
                     excepturi consectetur."
                }
                "\n" p {
                    "Similique quas duis quidem quas duis molestias. Amet quas incididunt \
                     commodo et accusamus ipsum, qui ex consectetur irure labore voluptate \
                     fugiat similique. Elit corrupti eos duis eiusmod anim atque odio. Officia \
                     et eos dolore in proident voluptatum irure aute. Tempor dignissimos irure \
                     mollit dolores facilis praesentium nisi mollitia occaecat. Ducimus \
                     distinctio pariatur mollit ducimus reprehenderit dolores est id voluptate. \
                     Ea cillum nisi nostrud eos dignissimos occaecat. Cupidatat ipsum nulla ad \
                     ex esse blanditiis esse laborum duis irure laboris in, elit dolor ad. Quos \
                     fugiat officia animi elit accusamus occaecat officia. Ut accusamus nisi \
                     quidem enim sunt eu harum nulla, magna quidem exercitation."
                }
                "\n" h2 { "Finis" }
                "\n" p {
                    "Aute accusamus incididunt id duis molestias, distinctio molestias \
                     distinctio dolore proident ut lorem proident ducimus deleniti. Cupidatat \
                     voluptatum enim sunt aute quas quos, labore sint deserunt facilis mollit \
                     irure nulla. Cupidatat iusto blanditiis corrupti occaecat similique, esse \
                     lorem at sint officia reprehenderit. Reprehenderit aliqua qui voluptatum \
                     sint, deleniti aliquip tempor cillum esse quos ea esse ullamco culpa. \
                     Adipiscing commodo praesentium at reprehenderit odio voluptate. Quas qui \
                     accusamus quidem rerum qui, occaecat anim nulla consectetur corrupti \
                     quidem fugiat deserunt ipsum. Aliquip incididunt proident excepteur vero \
                     non mollitia blanditiis voluptatum enim, nostrud sunt laborum non officia."
                }
                "\n" p {
                    "Tempor minim pariatur velit pariatur do voluptate eos veniam labore \
                     mollitia, in facilis eu eos. Ad iusto in eos ullamco, vero nostrud \
                     proident quis elit molestias praesentium quos ut nulla praesentium \
                     molestias. Ipsum lorem voluptate distinctio facilis, ducimus lorem \
                     reprehenderit cupidatat incididunt atque ipsum harum. Veniam at ducimus \
                     praesentium duis similique odio eos aliqua voluptatum. Proident quos et \
                     aliqua ad accusamus eos ut sit incididunt. Minim accusamus laborum anim \
                     dolores qui elit mollitia. Rerum deleniti esse aliqua ex nulla aute. Amet \
                     duis molestias incididunt deleniti sed fugiat nostrud deserunt. Occaecat \
                     dolor adipiscing nisi cupidatat deleniti consectetur, officia adipiscing \
                     quas ex ea nisi consectetur ad atque."
                }
                "\n" p {
                    "Lorem mollit reprehenderit sunt quos commodo at sed ea, quidem occaecat \
                     quidem. Proident voluptate non laborum dolor ea tempor veniam minim nulla. \
                     Quis lorem in cupidatat blanditiis, pariatur labore cillum odio occaecat \
                     cillum non mollitia. Culpa fugiat ducimus ea occaecat nostrud anim irure. \
                     Ex qui amet aute harum sit, eu enim ex distinctio dolore tempor. \
                     Dignissimos dolore blanditiis officia anim ex ad excepteur nulla laboris \
                     non. Molestias deleniti ullamco reprehenderit id vero ullamco aliquip \
                     deserunt, quidem dolore distinctio consequat. Atque excepteur odio ea non \
                     quos eos laboris dolore et quidem, eos tempor dignissimos. Occaecat sit \
                     animi praesentium aliqua voluptate ipsum occaecat distinctio tempor \
                     facilis."
                }
                "\n" p {
                    "Edited by " (Text(&data.editor)) ". Write to " (Text(&data.contact)) ". Next: " (Text(&data.next))
                    "."
                }
                "\n" footer { "Copyright " (data.year) " " (Text(&data.site)) }
            }
        }
    }
}
