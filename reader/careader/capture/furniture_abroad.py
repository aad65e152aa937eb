"""Words of furniture in other languages: languages of Central Asia, and of sites that report on Central Asia.

An English article can be on a site whose furniture is in another language. The roles are those of `roles`.
"""

import re

from careader.capture.bylines import any_small
from careader.capture.roles import CLOSE, INSIDE, MORE, RELATED, SITE

_NETWORK = "|".join(
    """
    вконтакте одноклассники телеграмм? фейсбук твиттер ватсап вайбер мой_мир facebook twitter x
    telegram whats_?app viber vk ok email e-mail копировать(?:_ссылку)? скопировать(?:_ссылку)?
    печать teilen drucken partager imprimer compartir imprimir paylaş yazdır ulashish бөлісу бөлүшүү
    """.split()
).replace("_", " ")

_MORE = r"""
(?:читать|смотреть|узнать) (?:далее|дальше|полностью|подробнее|ещё|еще|статью|всё|все)\b.{0,40}
подробнее
далее
полный текст
weiterlesen
mehr lesen
mehr
lire la suite
en savoir plus
leer más
seguir leyendo
devamını oku
devamı
batafsil
davomi
толығырақ
толугураак
кененирээк
ler mais
"""
_CLOSE = r"""
(?:поделиться|отправить|рассказать|teilen|partager|compartir|paylaş)(?: (?:в|с|через|auf|sur\
|en)\b)?(?: друзьями)?[\s:]*(?:NETWORK[\s,|·]*)*
(?:NETWORK[\s:|·•,/]*)+
(?:тег[и]?|метк[аи]|рубрик[аи]|темы?|ключевые слова|категори[яи]|schlagw[oö]rter|stichworte|étiquettes\
|mots-clés|etiquetas|etiketler|teglar|тегтер)\s*:.{0,150}
теги
метки
рубрика
(?:комментари(?:и|ев|й|я)|отзывы|kommentare?|commentaires?|comentarios?|yorumlar?|izohlar\
|пікірлер)(?: ?\(?\d*\)?)?
\d+ (?:комментари\w+|kommentare?|commentaires?|comentarios?|yorum|izoh)
(?:оставить|добавить|написать) (?:комментарий|отзыв).{0,20}
нет комментариев
ответить
нравится
в избранное
распечатать
версия для печати
kommentar schreiben
laisser un commentaire
deja un comentario
yorum yap
"""
_INSIDE = r"""
реклама
на правах рекламы
рекламный материал
спонсорский материал
anzeige
werbung
publicité
publicidad
reklam[ai]?
жарнама
(?:фото|фотография|иллюстрация|видео|инфографика|изображение|скриншот|foto|bild|crédit photo|fotoğraf\
|surat|сурет|сүрөт)\s*(?::|©|—|–|-|//?)\s*.{1,80}
(?:читайте|смотрите|читай|см\.)(?: также| ещё| еще| по теме)?\s*[:.].{1,200}
(?:lesen sie auch|lire aussi|lea también|ayrıca okuyun|mavzuga oid)\s*:.{1,200}
"""
_SITE = r"""
(?:перейти|вернуться|назад|прокрутить)\b.{0,10} (?:к|в|на)\b.{1,30}
наверх
главная(?: страница)?
меню
поиск.{0,20}
искать
найти
войти
вход
выйти
регистрация
зарегистрироваться.{0,40}
закрыть
отмена
(?:о (?:нас|сайте|проекте|редакции|компании)|контакты|реклама на сайте|рекламодателям|вакансии|редакция\
|обратная связь|карта сайта|архив(?: новостей)?|помощь|правила.{0,40}|условия.{0,40}|политика .{0,60})
подпис(?:аться|ка|ывайтесь|аться).{0,80}
введите (?:ваш|свой|адрес).{0,40}
ваш (?:e-?mail|адрес|имя).{0,30}
рассылка.{0,40}
получа(?:ть|йте) .{0,60}(?:почту|рассылку|новости)
.{0,80}все права (?:защищены|сохранены).{0,60}
(?:при )?(?:использовани[ие]|перепечатк[аие]|копировани[ие]) материал.{0,150}
(?:нашли|заметили|увидели) (?:ошибку|опечатку).{0,100}
мы используем .{0,40}(?:cookie|куки).{0,150}
.{0,60}файлы cookie.{0,150}
принять(?: все)?
согласен
хорошо
ок
(?:страниц[аы]|стр\.)\s*:?[\s\d.…|<>«»]*(?:следующая|вперед|вперёд|далее|последняя)?.{0,20}
(?:предыдущая|следующая|назад|вперед|вперёд|первая|последняя|показать ещё|показать еще|загрузить ещё\
|загрузить еще|ещё|еще)(?:\b.{0,25})?
zum inhalt(?: springen)?
aller au contenu.{0,20}
saltar al contenido
ir al contenido
içeriğe geç.{0,10}
startseite
accueil
inicio
anasayfa
ana sayfa
bosh sahifa
басты бет
башкы бет
impressum
datenschutz.{0,20}
kontakt
contacto
iletişim
über uns
qui sommes-nous
quiénes somos
hakkımızda
biz haqimizda
біз туралы
biz bilan aloqa
menü
recherche.{0,20}
rechercher
suche
suchen
buscar
arama
qidirish
іздеу
издөө
anmelden
registrieren
se connecter
s['’]abonner
suscribirse
abonnieren
abone ol
obuna bo['‘’ʻ]lish
жазылу
mentions légales
aviso legal
weiter
suivant
siguiente
sonraki
önceki
zurück
précédent
anterior
.{0,60}(?:alle rechte vorbehalten|tous droits réservés|todos los derechos reservados\
|tüm hakları saklıdır|barcha huquqlar himoyalangan|барлық құқықтар қорғалған).{0,40}
"""
_RELATED = r"""
(?:популярн(?:ое|ые)|самое (?:читаемое|популярное|важное|интересное)|последние|главные|другие|похожие\
|свежие|ещё|еще|лучшее|рекомендуем(?:ые)?|вам (?:может|будет) .{1,20})(?: (?:новости|материалы|статьи\
|записи|публикации|по теме|дня|недели|сегодня|сейчас|также|темы|комментарии))*[:.]?
(?:читайте|смотрите) также
по теме
материалы по теме
новости по теме
лента(?: новостей)?
об авторе
выбор редакции
в тренде
читают сейчас
архивы?
(?:meistgelesen|mehr zum thema|verwandte artikel|das könnte .{1,30}|articles? (?:liés|similaires\
|récents)|les plus lus|à lire aussi|artículos relacionados|lo más leído|en çok okunanlar\
|ilgili haberler|son haberler|so['‘’ʻ]nggi yangiliklar|o['‘’ʻ]xshash (?:maqolalar|yangiliklar)\
|соңғы жаңалықтар|акыркы жаңылыктар|ең көп оқылған)[:.]?
"""


def _joined(lines: str) -> re.Pattern[str]:
    """Join patterns to one pattern.

    Args:
        lines: a pattern on each line. A backslash at the end of a line continues its pattern in the next
            line.
    """
    return any_small(*lines.replace("\\\n", "").replace("NETWORK", f"(?:{_NETWORK})").strip().splitlines())


ABROAD = tuple(
    (role, _joined(lines))
    for role, lines in ((MORE, _MORE), (CLOSE, _CLOSE), (INSIDE, _INSIDE), (SITE, _SITE), (RELATED, _RELATED))
)
"""A role and the pattern of its furniture, in the order in which the patterns are tried."""

FIRST = frozenset(
    """
        abone abonnieren accueil anasayfa anmelden anterior anzeige articles aviso ayrıca batafsil bild
    biz bosh buscar     comentarios commentaires compartir contacto das datenschutz davomi deja devamı
    devamını drucken en etiketler     etiquetas foto ilgili impressum imprimer imprimir inicio kommentar
    kommentare kontakt la laisser lea leer les     lesen lire lo mavzuga mehr meistgelesen mentions
    obuna partager publicidad qidirish qui rechercher recherche     registrieren reklam reklama saltar
    schlagwörter se seguir siguiente son sonraki startseite stichworte suche     suchen suivant surat
    suscribirse teglar teilen ulashish verwandte weiter weiterlesen werbung yorum yorumlar     zum
    zurück ir von par por
    """.split()
)
"""The first words of the furniture in Latin letters."""
