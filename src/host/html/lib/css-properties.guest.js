// CSS's longhand properties as Chromium has them: name, kinds of values (L length, M also negative, P percentage, N number, m also negative,
// F also fractions, C color, T time, A angle, U url, S string, I identifier, G image, X transform, B filter, W shadow, E easing,
// D two lengths, Q rotation; * inherited), initial value as computed, keywords. Lists of keywords that several have come first.
const LISTS = `
ease linear ease-in ease-out ease-in-out step-start step-end
normal multiply screen overlay darken lighten
content-box border-box padding-box
repeat repeat-x repeat-y no-repeat space round
auto stretch fit-content min-content max-content
none hidden solid dashed dotted double groove ridge inset outset
auto left right column avoid page
none content-box border-box padding-box
none auto min-content max-content
none stretch fit-content min-content max-content
auto visible hidden scroll clip overlay
none left right inline-start inline-end top bottom center start end self-start self-end
none underline overline line-through
auto normal scroll cover contain
horizontal-tb vertical-rl vertical-lr`
  .trim()
  .split('\n')
  .map((line) => line.split(' '));
const LONGHANDS = `
accent-color|C*|auto|auto transparent currentcolor
align-content||normal|normal center start end flex-start flex-end space-between space-around space-evenly stretch baseline
align-items||normal|normal center start end flex-start flex-end self-start self-end stretch baseline
align-self||auto|auto normal center start end flex-start flex-end self-start self-end stretch baseline
alignment-baseline||auto|auto baseline middle
anchor-name||none|none
anchor-scope||none|none all
animation-composition||replace|
animation-delay|T|0s|
animation-direction||normal|normal alternate reverse alternate-reverse
animation-duration|T|0s|auto
animation-fill-mode||none|none both forwards backwards
animation-iteration-count|NF|1|infinite
animation-name|CSI|none|
animation-play-state||running|running paused
animation-range-end|LMP|normal|normal scroll cover contain
animation-range-start|LMP|normal|normal scroll cover contain
animation-timeline||auto|none auto
animation-timing-function|E|ease|=0
animation-trigger||none|none
app-region|*|none|none
appearance||none|none auto
aspect-ratio|NF|auto|auto
backdrop-filter|UB|none|none
backface-visibility||visible|visible hidden
background-attachment||scroll|fixed scroll local
background-blend-mode||normal|=1
background-clip||border-box|content-box border-box padding-box text
background-color|C|rgba(0, 0, 0, 0)|transparent currentcolor
background-image|UG|none|none
background-origin||padding-box|=2
background-position-x|LMP|0%|left right center
background-position-y|LMP|0%|top bottom center
background-repeat||repeat|=3
background-size|LPD|auto|auto cover contain
baseline-shift|LMPNmF|0px|baseline sub super
baseline-source||auto|auto
block-size|LP|auto|=4
border-block-end-color|C|rgb(0, 0, 0)|transparent currentcolor
border-block-end-style||none|=5
border-block-end-width|L|0px|thin medium thick
border-block-start-color|C|rgb(0, 0, 0)|transparent currentcolor
border-block-start-style||none|=5
border-block-start-width|L|0px|thin medium thick
border-bottom-color|C|rgb(0, 0, 0)|transparent currentcolor
border-bottom-left-radius|LPD|0px|
border-bottom-right-radius|LPD|0px|
border-bottom-style||none|=5
border-bottom-width|L|0px|thin medium thick
border-collapse|*|separate|collapse separate
border-end-end-radius|LPD|0px|
border-end-start-radius|LPD|0px|
border-image-outset|LNFD|0|
border-image-repeat||stretch|stretch repeat space round
border-image-slice|PNF|100%|
border-image-source|UG|none|none
border-image-width|LPNFD|1|auto
border-inline-end-color|C|rgb(0, 0, 0)|transparent currentcolor
border-inline-end-style||none|=5
border-inline-end-width|L|0px|thin medium thick
border-inline-start-color|C|rgb(0, 0, 0)|transparent currentcolor
border-inline-start-style||none|=5
border-inline-start-width|L|0px|thin medium thick
border-left-color|C|rgb(0, 0, 0)|transparent currentcolor
border-left-style||none|=5
border-left-width|L|0px|thin medium thick
border-right-color|C|rgb(0, 0, 0)|transparent currentcolor
border-right-style||none|=5
border-right-width|L|0px|thin medium thick
border-shape||none|none
border-start-end-radius|LPD|0px|
border-start-start-radius|LPD|0px|
border-top-color|C|rgb(0, 0, 0)|transparent currentcolor
border-top-left-radius|LPD|0px|
border-top-right-radius|LPD|0px|
border-top-style||none|=5
border-top-width|L|0px|thin medium thick
bottom|LMP|auto|auto
box-decoration-break||slice|
box-shadow|WD|none|none
box-sizing||content-box|content-box border-box
break-after||auto|=6
break-before||auto|=6
break-inside||auto|auto avoid
buffered-rendering||auto|auto static
caption-side|*|top|top bottom
caret-animation|*|auto|auto manual
caret-color|C*|rgb(0, 0, 0)|auto transparent currentcolor
caret-shape|*|auto|auto block
clear||none|none left right both inline-start inline-end
clip||auto|auto
clip-path|U|none|=7
clip-rule|*|nonzero|evenodd nonzero
color|C*|rgb(0, 0, 0)|transparent currentcolor
color-interpolation|*|srgb|auto
color-interpolation-filters|*|linearrgb|auto
color-rendering|*|auto|auto optimizeSpeed optimizeQuality
color-scheme|CI*|normal|
column-count|N|auto|auto
column-fill||balance|auto balance
column-gap|LP|normal|normal
column-height|L|auto|auto
column-rule-break||normal|none normal
column-rule-color|C|rgb(0, 0, 0)|transparent currentcolor
column-rule-inset-cap-end|LMP|0px|
column-rule-inset-cap-start|LMP|0px|
column-rule-inset-junction-end|LMP|0px|
column-rule-inset-junction-start|LMP|0px|
column-rule-style||none|=5
column-rule-visibility-items||normal|normal all
column-rule-width|L|3px|thin medium thick
column-span||none|none all
column-width|L|auto|auto
column-wrap||auto|auto nowrap wrap
contain||none|none content size layout style paint strict
contain-intrinsic-block-size|L|none|none
contain-intrinsic-height|L|none|none
contain-intrinsic-inline-size|L|none|none
contain-intrinsic-width|L|none|none
container-name|CI|none|
container-type||normal|normal size
content|USG|normal|none normal
content-visibility||visible|auto visible hidden
corner-bottom-left-shape||superellipse(1)|square round
corner-bottom-right-shape||superellipse(1)|square round
corner-end-end-shape||superellipse(1)|square round
corner-end-start-shape||superellipse(1)|square round
corner-start-end-shape||superellipse(1)|square round
corner-start-start-shape||superellipse(1)|square round
corner-top-left-shape||superellipse(1)|square round
corner-top-right-shape||superellipse(1)|square round
counter-increment|CI|none|
counter-reset|CI|none|
counter-set|CI|none|
cursor|*|auto|none auto pointer default crosshair move text wait help progress grab grabbing not-allowed zoom-in zoom-out col-resize row-resize n-resize e-resize s-resize w-resize ne-resize nw-resize se-resize sw-resize ew-resize ns-resize copy alias cell no-drop vertical-text all-scroll context-menu
cx|LMPNmF|0px|
cy|LMPNmF|0px|
d||none|none
direction|*|ltr|ltr rtl
display||inline|none inline block inline-block flex inline-flex grid inline-grid contents list-item table inline-table table-row table-cell table-row-group table-header-group table-footer-group table-column table-column-group table-caption flow-root ruby ruby-text
dominant-baseline|*|auto|auto middle
dynamic-range-limit||no-limit|
empty-cells|*|show|show hide
field-sizing||fixed|fixed content
fill|CU*|rgb(0, 0, 0)|none transparent currentcolor
fill-opacity|PNmF*|1|
fill-rule|*|nonzero|evenodd nonzero
filter|UB|none|none
flex-basis|LP|auto|auto stretch fit-content min-content max-content content
flex-direction||row|row row-reverse column column-reverse
flex-grow|NF|0|
flex-line-count|N|1|
flex-shrink|NF|1|
flex-wrap||nowrap|nowrap wrap wrap-reverse balance
float||none|none left right inline-start inline-end
flood-color|C|rgb(0, 0, 0)|transparent currentcolor
flood-opacity|PNmF|1|
font-family|CSI*|"Times New Roman"|
font-feature-settings|*|normal|normal
font-kerning|*|auto|none auto normal
font-language-override|S*|normal|normal
font-optical-sizing|*|auto|none auto
font-palette|*|normal|normal light dark
font-size|LP*|16px|medium xx-small x-small small large x-large xx-large smaller larger
font-size-adjust|NF*|none|none
font-stretch|P*|100%|normal
font-style|*|normal|normal italic oblique
font-synthesis-small-caps|*|auto|none auto
font-synthesis-style|*|auto|none auto
font-synthesis-weight|*|auto|none auto
font-variant-alternates|*|normal|normal
font-variant-caps|*|normal|normal small-caps
font-variant-east-asian|*|normal|normal ruby
font-variant-emoji|*|normal|normal text
font-variant-ligatures|*|normal|none normal
font-variant-numeric|*|normal|normal
font-variant-position|*|normal|normal sub super
font-variation-settings|*|normal|normal
font-weight|NF*|400|normal bold bolder lighter
forced-color-adjust|*|auto|none auto
frame-sizing||auto|auto
grid-auto-columns|LPD|auto|auto min-content max-content
grid-auto-flow||row|row column dense
grid-auto-rows|LPD|auto|auto min-content max-content
grid-column-end|NmCI|auto|
grid-column-start|NmCI|auto|
grid-row-end|NmCI|auto|
grid-row-start|NmCI|auto|
grid-template-areas|S|none|none
grid-template-columns|LPD|none|=8
grid-template-rows|LPD|none|=8
height|LP|auto|=4
hyphenate-character|S*|auto|auto
hyphenate-limit-chars|N*|auto|auto
hyphens|*|manual|none auto manual
image-orientation|*|from-image|none
image-rendering|*|auto|auto crisp-edges pixelated
initial-letter|NF|normal|normal
inline-size|LP|auto|=4
inset-block-end|LMP|auto|auto
inset-block-start|LMP|auto|auto
inset-inline-end|LMP|auto|auto
inset-inline-start|LMP|auto|auto
interactivity||auto|auto
interest-delay-end|T|normal|normal
interest-delay-start|T|normal|normal
interpolate-size|*|numeric-only|
isolation||auto|auto isolate
justify-content||normal|normal left right center start end flex-start flex-end space-between space-around space-evenly stretch
justify-items||normal|normal left right center start end flex-start flex-end self-start self-end stretch baseline
justify-self||auto|auto normal left right center start end flex-start flex-end self-start self-end stretch baseline
left|LMP|auto|auto
letter-spacing|LMP*|normal|normal
lighting-color|C|rgb(255, 255, 255)|transparent currentcolor
line-break|*|auto|auto normal anywhere strict
line-height|LPNF*|normal|normal
list-style-image|UG*|none|none
list-style-position|*|outside|outside inside
list-style-type|CSI*|disc|
margin-block-end|LMP|0px|auto
margin-block-start|LMP|0px|auto
margin-bottom|LMP|0px|auto
margin-inline-end|LMP|0px|auto
margin-inline-start|LMP|0px|auto
margin-left|LMP|0px|auto
margin-right|LMP|0px|auto
margin-top|LMP|0px|auto
margin-trim||none|none block
marker-end|U*|none|none
marker-mid|U*|none|none
marker-start|U*|none|none
mask-clip||border-box|=2
mask-composite||add|
mask-image|UG|none|none
mask-mode||match-source|
mask-origin||border-box|=2
mask-repeat||repeat|=3
mask-size|LPD|auto|auto cover contain
mask-type||luminance|
math-depth|Nm*|0|
math-shift||normal|normal
math-style|*|normal|normal
max-block-size|LP|none|=9
max-height|LP|none|=9
max-inline-size|LP|none|=9
max-width|LP|none|=9
min-block-size|LP|0px|=4
min-height|LP|0px|=4
min-inline-size|LP|0px|=4
min-width|LP|0px|=4
mix-blend-mode||normal|=1
object-fit||fill|none cover contain fill scale-down
object-position|LMPD|50% 50%|left right top bottom center
object-view-box||none|none
offset-anchor|LMPD|auto|auto left right top bottom center
offset-distance|LMP|0px|
offset-path|U|none|=7
offset-position|LMPD|normal|auto normal left right top bottom center
offset-rotate|A|auto 0deg|auto reverse
opacity|PNmF|1|
order|Nm|0|
orphans|N*|2|
outline-color|C|rgb(0, 0, 0)|transparent currentcolor
outline-offset|LM|0px|
outline-style||none|none auto solid dashed dotted double groove ridge inset outset
outline-width|L|3px|thin medium thick
overflow-anchor||auto|none auto visible
overflow-block||visible|=10
overflow-clip-margin|LM|0px|=2
overflow-inline||visible|=10
overflow-wrap|*|normal|normal break-word anywhere
overflow-x||visible|=10
overflow-y||visible|=10
overlay||none|none auto
overscroll-behavior-block||auto|none auto contain
overscroll-behavior-inline||auto|none auto contain
overscroll-behavior-x||auto|none auto contain
overscroll-behavior-y||auto|none auto contain
padding-block-end|LP|0px|
padding-block-start|LP|0px|
padding-bottom|LP|0px|
padding-inline-end|LP|0px|
padding-inline-start|LP|0px|
padding-left|LP|0px|
padding-right|LP|0px|
padding-top|LP|0px|
page|CI|auto|
page-margin-safety|||none
page-orientation|||
paint-order|*|normal|normal fill stroke
perspective|L|none|none
perspective-origin|LMPD|50% 50%|left right top bottom center
pointer-events|*|auto|none auto visible all fill painted stroke
position||static|static relative absolute fixed sticky
position-anchor||normal|none auto normal
position-area||none|=11
position-try-fallbacks||none|=11
position-try-order||normal|normal
position-visibility||anchors-visible|always
print-color-adjust|*|economy|
quotes|*|auto|none auto
r|LPNF|0px|
reading-flow||normal|normal
reading-order|Nm|0|
resize||none|none auto inline block both vertical horizontal
right|LMP|auto|auto
rotate|A|none|none
row-gap|LP|normal|normal
row-rule-break||normal|none normal
row-rule-color|C|rgb(0, 0, 0)|transparent currentcolor
row-rule-inset-cap-end|LMP|0px|
row-rule-inset-cap-start|LMP|0px|
row-rule-inset-junction-end|LMP|0px|
row-rule-inset-junction-start|LMP|0px|
row-rule-style||none|=5
row-rule-visibility-items||normal|normal all
row-rule-width|L|3px|thin medium thick
ruby-align|*|space-around|center start space-between space-around
ruby-overhang|*|auto|none auto
ruby-position|*|over|
rule-overlap||row-over-column|
rx|LPNF|auto|auto
ry|LPNF|auto|auto
scale|PNmF|none|none
scroll-axis-lock||auto|none auto
scroll-behavior||auto|auto smooth
scroll-initial-target||none|none
scroll-margin-block-end|LM|0px|
scroll-margin-block-start|LM|0px|
scroll-margin-bottom|LM|0px|
scroll-margin-inline-end|LM|0px|
scroll-margin-inline-start|LM|0px|
scroll-margin-left|LM|0px|
scroll-margin-right|LM|0px|
scroll-margin-top|LM|0px|
scroll-marker-group||none|none
scroll-padding-block-end|LP|auto|auto
scroll-padding-block-start|LP|auto|auto
scroll-padding-bottom|LP|auto|auto
scroll-padding-inline-end|LP|auto|auto
scroll-padding-inline-start|LP|auto|auto
scroll-padding-left|LP|auto|auto
scroll-padding-right|LP|auto|auto
scroll-padding-top|LP|auto|auto
scroll-snap-align||none|none center start end
scroll-snap-stop||normal|normal always
scroll-snap-type||none|none inline block both x y
scroll-target-group||none|none auto
scroll-timeline-axis||block|inline block x y
scroll-timeline-name||none|none
scrollbar-color|*|auto|auto
scrollbar-gutter||auto|auto stable
scrollbar-width||auto|none auto thin
shape-image-threshold|PNmF|0|
shape-margin|LP|0px|
shape-outside|UG|none|=7
shape-rendering|*|auto|auto geometricPrecision optimizeSpeed
size|LD||auto
speak|*|normal|none normal
stop-color|C|rgb(0, 0, 0)|transparent currentcolor
stop-opacity|PNmF|1|
stroke|CU*|none|none transparent currentcolor
stroke-dasharray|LPNFD*|none|none
stroke-dashoffset|LMPNmF*|0px|
stroke-linecap|*|butt|square round
stroke-linejoin|*|miter|round
stroke-miterlimit|NF*|4|
stroke-opacity|PNmF*|1|
stroke-width|LPNF*|1px|
tab-size|LNF*|8|
table-layout||auto|auto fixed
text-align|*|start|left right center start end justify
text-align-last|*|auto|auto left right center start end justify
text-anchor|*|start|start end middle
text-autospace|*|no-autospace|normal
text-box-edge|*|auto|auto text
text-box-trim||none|none
text-combine-upright|*|none|none all
text-decoration-color|C|rgb(0, 0, 0)|transparent currentcolor
text-decoration-line||none|=12
text-decoration-skip-ink|*|auto|none auto all
text-decoration-style||solid|solid dashed dotted double
text-decoration-thickness|LMP|auto|auto
text-emphasis-color|C*|rgb(0, 0, 0)|transparent currentcolor
text-emphasis-position|*|over|
text-emphasis-style|S*|none|none circle
text-fit||none|none
text-indent|LMP*|0px|
text-justify|*|auto|none auto
text-orientation|*|mixed|
text-overflow||clip|clip
text-rendering|*|auto|auto geometricPrecision optimizeLegibility optimizeSpeed
text-shadow|WD*|none|none
text-size-adjust|P*|auto|none auto
text-spacing-trim|*|normal|normal
text-transform|*|none|none uppercase lowercase capitalize
text-underline-offset|LMP*|auto|auto
text-underline-position|*|auto|auto left right
text-wrap-mode|*|wrap|nowrap wrap
text-wrap-style|*|auto|auto balance pretty stable
timeline-scope||none|none
timeline-trigger-activation-range-end|LMP|normal|normal scroll cover contain
timeline-trigger-activation-range-start|LMP|normal|normal scroll cover contain
timeline-trigger-active-range-end|LMP|auto|=13
timeline-trigger-active-range-start|LMP|auto|=13
timeline-trigger-name||none|none
timeline-trigger-source||auto|none auto
top|LMP|auto|auto
touch-action||auto|none auto
transform|XQ|none|none
transform-box||view-box|content-box border-box
transform-origin|LMPD|50% 50%|left right top bottom center
transform-style||flat|flat preserve-3d
transition-behavior||normal|normal allow-discrete
transition-delay|T|0s|
transition-duration|T|0s|
transition-property|CI|all|
transition-timing-function|E|ease|=0
translate|LMPD|none|none
trigger-scope||none|none all
unicode-bidi||normal|normal embed isolate bidi-override isolate-override plaintext
user-select|*|auto|none auto text all
vector-effect||none|none
vertical-align|LMP|baseline|top bottom baseline sub super text-top text-bottom middle
view-timeline-axis||block|inline block x y
view-timeline-inset|LMPD|auto|auto
view-timeline-name||none|none
view-transition-class|CI|none|
view-transition-group|CI|normal|
view-transition-name|CI|none|
view-transition-scope||none|none all
visibility|*|visible|visible hidden collapse
-webkit-border-horizontal-spacing|L*|0px|
-webkit-border-image|PNFUG|none|none stretch repeat space round
-webkit-border-vertical-spacing|L*|0px|
-webkit-box-align||stretch|center start end stretch baseline
-webkit-box-decoration-break||slice|
-webkit-box-direction||normal|normal reverse
-webkit-box-flex|NmF|0|
-webkit-box-ordinal-group|N|1|
-webkit-box-orient||horizontal|vertical horizontal block-axis
-webkit-box-pack||start|center start end justify
-webkit-box-reflect||none|left right
-webkit-font-smoothing|*|auto|none auto antialiased
-webkit-line-break|*|auto|auto normal strict
-webkit-line-clamp|N|none|none
-webkit-locale|S*|auto|auto
-webkit-mask-box-image-outset|LNFD|0|
-webkit-mask-box-image-repeat||stretch|stretch repeat space round
-webkit-mask-box-image-slice|PNF|0 fill|
-webkit-mask-box-image-source|UG|none|none
-webkit-mask-box-image-width|LPNFD|auto|auto
-webkit-mask-position-x|LMP|0%|left right center
-webkit-mask-position-y|LMP|0%|top bottom center
-webkit-perspective-origin-x|LMP||left right center
-webkit-perspective-origin-y|LMP||top bottom center
-webkit-rtl-ordering|*|logical|
-webkit-ruby-position||before|
-webkit-tap-highlight-color|C*|rgba(0, 0, 0, 0.18)|transparent currentcolor
-webkit-text-combine|*|none|none horizontal
-webkit-text-decorations-in-effect||none|=12
-webkit-text-fill-color|C*|rgb(0, 0, 0)|transparent currentcolor
-webkit-text-orientation|*|vertical-right|
-webkit-text-security|*|none|none disc circle square
-webkit-text-stroke-color|C*|rgb(0, 0, 0)|transparent currentcolor
-webkit-text-stroke-width|L*|0px|thin medium thick
-webkit-transform-origin-x|LMP||left right center
-webkit-transform-origin-y|LMP||top bottom center
-webkit-transform-origin-z|LM||
-webkit-user-drag||auto|none auto
-webkit-user-modify|*|read-only|
-webkit-writing-mode|*|horizontal-tb|=14
white-space-collapse|*|collapse|collapse break-spaces
widows|N*|2|
width|LP|auto|=4
will-change|CI|auto|
window-drag|*|none|none move
word-break|*|normal|normal break-word break-all keep-all
word-spacing|LMP*|0px|normal
writing-mode|*|horizontal-tb|=14
x|LMPNmF|0px|
y|LMPNmF|0px|
z-index|Nm|auto|auto
zoom|PNF|1|normal`;
/** The order in which computed styles list properties. */
const COMPUTED = `
accent-color align-content align-items align-self alignment-baseline anchor-name anchor-scope animation-composition
animation-delay animation-direction animation-duration animation-fill-mode animation-iteration-count animation-name
animation-play-state animation-range-end animation-range-start animation-timeline animation-timing-function animation-trigger
app-region appearance aspect-ratio backdrop-filter backface-visibility background-attachment background-blend-mode
background-clip background-color background-image background-origin background-position background-repeat background-size
baseline-shift baseline-source block-size border-block-end-color border-block-end-style border-block-end-width
border-block-start-color border-block-start-style border-block-start-width border-bottom-color border-bottom-left-radius
border-bottom-right-radius border-bottom-style border-bottom-width border-collapse border-end-end-radius border-end-start-radius
border-image-outset border-image-repeat border-image-slice border-image-source border-image-width border-inline-end-color
border-inline-end-style border-inline-end-width border-inline-start-color border-inline-start-style border-inline-start-width
border-left-color border-left-style border-left-width border-right-color border-right-style border-right-width border-shape
border-start-end-radius border-start-start-radius border-top-color border-top-left-radius border-top-right-radius
border-top-style border-top-width bottom box-decoration-break box-shadow box-sizing break-after break-before break-inside
buffered-rendering caption-side caret-animation caret-color caret-shape clear clip clip-path clip-rule color color-interpolation
color-interpolation-filters color-rendering color-scheme column-count column-fill column-gap column-height column-rule-break
column-rule-color column-rule-inset-cap-end column-rule-inset-cap-start column-rule-inset-junction-end
column-rule-inset-junction-start column-rule-style column-rule-visibility-items column-rule-width column-span column-width
column-wrap contain contain-intrinsic-block-size contain-intrinsic-height contain-intrinsic-inline-size contain-intrinsic-size
contain-intrinsic-width container-name container-type content content-visibility corner-bottom-left-shape
corner-bottom-right-shape corner-end-end-shape corner-end-start-shape corner-start-end-shape corner-start-start-shape
corner-top-left-shape corner-top-right-shape counter-increment counter-reset counter-set cursor cx cy d direction display
dominant-baseline dynamic-range-limit empty-cells field-sizing fill fill-opacity fill-rule filter flex-basis flex-direction
flex-grow flex-line-count flex-shrink flex-wrap float flood-color flood-opacity font-family font-feature-settings font-kerning
font-language-override font-optical-sizing font-palette font-size font-size-adjust font-stretch font-style
font-synthesis-small-caps font-synthesis-style font-synthesis-weight font-variant font-variant-alternates font-variant-caps
font-variant-east-asian font-variant-emoji font-variant-ligatures font-variant-numeric font-variant-position
font-variation-settings font-weight forced-color-adjust frame-sizing grid-auto-columns grid-auto-flow grid-auto-rows
grid-column-end grid-column-start grid-row-end grid-row-start grid-template-areas grid-template-columns grid-template-rows
height hyphenate-character hyphenate-limit-chars hyphens image-orientation image-rendering initial-letter inline-size
inset-block-end inset-block-start inset-inline-end inset-inline-start interactivity interest-delay-end interest-delay-start
interpolate-size isolation justify-content justify-items justify-self left letter-spacing lighting-color line-break line-height
list-style-image list-style-position list-style-type margin-block-end margin-block-start margin-bottom margin-inline-end
margin-inline-start margin-left margin-right margin-top margin-trim marker-end marker-mid marker-start mask-clip mask-composite
mask-image mask-mode mask-origin mask-position mask-repeat mask-size mask-type math-depth math-shift math-style max-block-size
max-height max-inline-size max-width min-block-size min-height min-inline-size min-width mix-blend-mode object-fit
object-position object-view-box offset-anchor offset-distance offset-path offset-position offset-rotate opacity order orphans
outline-color outline-offset outline-style outline-width overflow-anchor overflow-block overflow-clip-margin overflow-inline
overflow-wrap overflow-x overflow-y overlay overscroll-behavior-block overscroll-behavior-inline overscroll-behavior-x
overscroll-behavior-y padding-block-end padding-block-start padding-bottom padding-inline-end padding-inline-start padding-left
padding-right padding-top paint-order perspective perspective-origin pointer-events position position-anchor position-area
position-try-fallbacks position-try-order position-visibility print-color-adjust quotes r reading-flow reading-order resize
right rotate row-gap row-rule-break row-rule-color row-rule-inset-cap-end row-rule-inset-cap-start row-rule-inset-junction-end
row-rule-inset-junction-start row-rule-style row-rule-visibility-items row-rule-width ruby-align ruby-overhang ruby-position
rule-overlap rx ry scale scroll-axis-lock scroll-behavior scroll-initial-target scroll-margin-block-end
scroll-margin-block-start scroll-margin-bottom scroll-margin-inline-end scroll-margin-inline-start scroll-margin-left
scroll-margin-right scroll-margin-top scroll-marker-group scroll-padding-block-end scroll-padding-block-start
scroll-padding-bottom scroll-padding-inline-end scroll-padding-inline-start scroll-padding-left scroll-padding-right
scroll-padding-top scroll-snap-align scroll-snap-stop scroll-snap-type scroll-target-group scroll-timeline-axis
scroll-timeline-name scrollbar-color scrollbar-gutter scrollbar-width shape-image-threshold shape-margin shape-outside
shape-rendering speak stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
stroke-miterlimit stroke-opacity stroke-width tab-size table-layout text-align text-align-last text-anchor text-autospace
text-box-edge text-box-trim text-combine-upright text-decoration text-decoration-color text-decoration-line
text-decoration-skip-ink text-decoration-style text-decoration-thickness text-emphasis-color text-emphasis-position
text-emphasis-style text-fit text-indent text-justify text-orientation text-overflow text-rendering text-shadow text-size-adjust
text-spacing-trim text-transform text-underline-offset text-underline-position text-wrap-mode text-wrap-style timeline-scope
timeline-trigger-activation-range-end timeline-trigger-activation-range-start timeline-trigger-active-range-end
timeline-trigger-active-range-start timeline-trigger-name timeline-trigger-source top touch-action transform transform-box
transform-origin transform-style transition-behavior transition-delay transition-duration transition-property
transition-timing-function translate trigger-scope unicode-bidi user-select vector-effect vertical-align view-timeline-axis
view-timeline-inset view-timeline-name view-transition-class view-transition-group view-transition-name view-transition-scope
visibility white-space-collapse widows width will-change window-drag word-break word-spacing writing-mode x y z-index zoom
-webkit-border-horizontal-spacing -webkit-border-image -webkit-border-vertical-spacing -webkit-box-align
-webkit-box-decoration-break -webkit-box-direction -webkit-box-flex -webkit-box-ordinal-group -webkit-box-orient
-webkit-box-pack -webkit-box-reflect -webkit-font-smoothing -webkit-line-break -webkit-line-clamp -webkit-locale
-webkit-mask-box-image -webkit-mask-box-image-outset -webkit-mask-box-image-repeat -webkit-mask-box-image-slice
-webkit-mask-box-image-source -webkit-mask-box-image-width -webkit-mask-position-x -webkit-mask-position-y -webkit-rtl-ordering
-webkit-ruby-position -webkit-tap-highlight-color -webkit-text-combine -webkit-text-decorations-in-effect
-webkit-text-fill-color -webkit-text-orientation -webkit-text-security -webkit-text-stroke-color -webkit-text-stroke-width
-webkit-user-drag -webkit-user-modify -webkit-writing-mode
`;
const properties = new Map();
for (const line of LONGHANDS.trim().split('\n')) {
  const [name, kinds, initial, words] = line.split('|');
  properties.set(name, {
    name,
    kinds,
    inherited: kinds.endsWith('*'),
    initial,
    words: new Set(words.startsWith('=') ? LISTS[Number(words.slice(1))] : words === '' ? [] : words.split(' ')),
  });
}
module.exports = { properties, computedOrder: COMPUTED.trim().split(/\s+/) };
