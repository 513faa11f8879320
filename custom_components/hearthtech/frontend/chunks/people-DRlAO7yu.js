import{B as e,C as t,H as n,R as r,U as i,V as a,W as o,d as s,r as c,z as l}from"./lit-ByipWQVB.js";import{G as u,H as d,S as f,T as p,U as m,V as h,_ as g,b as _,g as v,t as y,v as b,x}from"./shared-B_kjcvt3.js";import{ct as S,lt as C}from"./icons-Cr88j4gc.js";import{Q as w,a as T,d as E,et as D,s as O}from"./parts-BS337TDt.js";import{t as k}from"./hass-DRdHpkvh.js";var A=`/config/integrations/integration/hearthtech`,j=class extends D{constructor(...e){super(...e),this.told=null,this.failed=``,this.missing=``,this.latest=new g,this.stop=null,this.reading=new v(()=>this.read(),60),this.weighed=async()=>{let e=this.written([`person`,`measure`,`grams`],[`food`]),t=Number(e?.grams?.replace(`,`,`.`));if(this.missing=e===null||!(t>0)?this.locale.t(`household_missing`):``,this.missing!==``||e===null)return;let{person:n,measure:r,food:i}=e;await this.send(`weigh_measure`,{person:n,measure:r,grams:t,...i?{food:i}:{}})&&this.empty([`measure`,`food`,`grams`])},this.corrected=async()=>{let e=this.written([`name`,`means`]);if(e===null)return;let t={name:e.name,food:e.means,language:p(this.locale.language)};await this.send(`correct_food`,t)&&this.empty([`name`,`means`])},this.exported=async()=>{try{let{path:e}=await _(this.hass,`book/export`),t=document.createElement(`a`);t.href=e,t.download=`recipes.zip`,t.click(),this.failed=``}catch(e){await this.fail(e)}}}static{this.styles=[d,o` :host{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,420px),1fr));align-items:start;gap:var(--ht-space-4)}ht-failure{grid-column:1 / -1}section{display:flex;flex-direction:column;gap:var(--ht-space-2);padding:var(--ht-space-4);border:1px solid var(--ht-line);border-radius:var(--ht-radius);background:var(--ht-surface)}h2{margin:0;font-size:var(--ht-size-20);font-weight:500;line-height:1.35}p{margin:0;font-size:var(--ht-size-14);line-height:1.45;color:var(--ht-text-2)}.about{display:block;font-size:var(--ht-size-14);color:var(--ht-text-2)}ht-row:not(:last-child){border-block-end:1px solid var(--ht-line)}.form{display:grid;grid-template-columns:1fr 1fr;align-items:end;gap:var(--ht-space-2);padding-block-start:var(--ht-space-2)}.form ht-button{grid-column:1 / -1;justify-self:start}.buttons{display:flex;flex-wrap:wrap;gap:var(--ht-space-2)}`]}disconnectedCallback(){super.disconnectedCallback(),this.reading.stop(),this.latest.drop(),this.stop?.(),this.stop=null}willUpdate(e){super.willUpdate(e),this.stop===null&&this.isConnected&&(this.read(),this.stop=this.feeds.changes.on(e=>{(e.type===`kitchen`||/^(measure|food|product|household|person)_/.test(e.kind??``))&&this.reading.ask()}))}render(){let{told:e,locale:t}=this;return e===null?this.failed===``?n`<ht-label .text=${t.t(`loading`)}></ht-label>`:n`<ht-failure .text=${this.failed} .retryLabel=${t.t(`retry`)} @retry=${()=>void this.read()}></ht-failure>`:n`
<ht-failure .text=${this.failed}></ht-failure>
${this.renderMeasures(e)} ${this.renderCorrections(e)} ${this.renderProducts(e)}
${this.renderBarcodes(e)} ${this.renderArchive()} ${this.renderSettings()}
`}renderMeasures({measures:e}){let{locale:t}=this;return this.section(`household_measures`,`household_measures_text`,e.map(e=>{let{measure:n,person:r}=e,i=e.food?t.t(`household_measure_of`,{who:r,measure:n,food:e.food}):t.t(`household_measure`,{who:r,measure:n}),a=this.grams(e.mean),o=e.count===1?a:t.t(`household_weighed`,{mean:a,low:this.grams(e.low),high:this.grams(e.high),count:e.count});return this.row(i,o,`forget_measure`,{person:e.person,measure:e.measure,food:e.food})}),n`<div class="form" role="group" @keydown=${e=>this.pressed(e,this.weighed)} aria-label=${t.t(`household_weigh`)}>
${this.field(`person`,`household_whose`)} ${this.field(`measure`,`household_what`)}
${this.field(`food`,`household_food`)}
<ht-field name="grams" .label=${t.t(`household_grams`)} inputmode="decimal" .error=${this.missing}></ht-field>
<ht-button label=${t.t(`household_weigh`)} ?disabled=${!this.connected} @click=${this.weighed}></ht-button>
</div>`)}renderCorrections({corrections:e}){let{locale:t}=this;return this.section(`household_corrections`,`household_corrections_text`,e.map(({name:e,food:n})=>this.row(e,t.t(`household_means`,{food:n}),`forget_food_correction`,{name:e})),n`<div class="form" role="group" @keydown=${e=>this.pressed(e,this.corrected)} aria-label=${t.t(`household_correct`)}>
${this.field(`name`,`household_written`)} ${this.field(`means`,`household_meant`)}
<ht-button label=${t.t(`household_correct`)} ?disabled=${!this.connected} @click=${this.corrected}></ht-button>
</div>`)}renderProducts({products:e}){let{locale:t}=this;return this.section(`household_products`,`household_products_text`,e.map(({name:e,contains:n,complete:r,food:i})=>{let a=n.map(e=>t.t(`allergen_${e}`)).join(`, `),o=[i?``:t.t(`household_no_food`),a===``?``:t.t(`household_contains`,{names:a}),i&&a===``&&r?t.t(`household_contains_none`):``,r?``:t.t(`household_incomplete`)];return this.row(e,o.filter(e=>e!==``).join(` · `),`forget_product`,{name:e})}))}renderBarcodes({barcodes:e,food_facts:t}){let{locale:n}=this;return this.section(`household_barcodes`,t?`household_barcodes_facts`:`household_barcodes_text`,e.map(e=>this.row(e.amount===null?e.name:`${e.name}, ${n.number(e.amount)} ${e.unit}`.trim(),e.id,`remove_barcode`,{barcode:e.id})))}renderArchive(){let{locale:e}=this;return n`<section aria-label=${e.t(`household_archive`)}>
<h2>${e.t(`household_archive`)}</h2>
<p>${e.t(`household_archive_text`)}</p>
<div class="buttons">
<ht-button label=${e.t(`household_import`)} @click=${()=>this.navigate([`recipes`,`import`,`file`])}></ht-button>
${this.admin?n`<ht-button label=${e.t(`household_export`)} ?disabled=${!this.connected} @click=${this.exported}></ht-button>`:a}
</div>
</section>`}renderSettings(){let{locale:e}=this;return n`<section aria-label=${e.t(`household_options`)}>
<h2>${e.t(`household_options`)}</h2>
<p>${e.t(this.admin?`household_options_text`:`household_options_admin`)}</p>
${this.admin?n`<div class="buttons">
<ht-button label=${e.t(`household_open_options`)} @click=${()=>w(A)}></ht-button>
</div>`:a}
</section>`}section(e,t,r,i){let{locale:o}=this;return n`<section aria-label=${o.t(e)}>
<h2>${o.t(e)}</h2>
<p>${o.t(t)}</p>
${r.length===0?a:n`<ht-list>${r}</ht-list>`} ${i??a}
</section>`}row(e,t,r,i){let{locale:a}=this;return n`<ht-row>
<span>${e}</span><span class="about">${t}</span>
<ht-button slot="end" compact .icon=${s} label=${a.t(`household_forget`,{name:e})} ?disabled=${!this.connected} @click=${()=>this.send(r,i)}></ht-button>
</ht-row>`}field(e,t){return n`<ht-field name=${e} .label=${this.locale.t(t)}></ht-field>`}grams(e){return`${this.locale.number(e)} g`}get admin(){return this.hass.user?.is_admin??!1}written(e,t=[]){let n={};for(let r of[...e,...t])n[r]=this.renderRoot.querySelector(`ht-field[name=${r}]`)?.value.trim()??``;return e.every(e=>n[e]!==``)?n:null}empty(e){for(let t of e){let e=this.renderRoot.querySelector(`ht-field[name=${t}]`);e!==null&&(e.value=``)}}pressed(e,t){e.key===`Enter`&&e.composedPath()[0]instanceof HTMLInputElement&&t()}async send(e,t){try{return await b(this.hass,e,t),this.failed=``,await this.read(),!0}catch(e){return await this.fail(e),!1}}async fail(e){this.failed=this.locale.t(`failed`,{reason:await x(this.hass,this.locale,e)})}read(){return this.latest.of(_(this.hass,`household`),e=>{this.told=e},e=>void this.fail(e))}};h([r()],j.prototype,`told`,void 0),h([r()],j.prototype,`failed`,void 0),h([r()],j.prototype,`missing`,void 0),j=h([u(`ht-household`)],j);var M=o` :host{display:flex;flex-direction:column;gap:var(--ht-space-4);inline-size:100%;max-inline-size:760px;margin-inline:auto}section{display:flex;flex-direction:column;gap:var(--ht-space-3);min-inline-size:0;padding:var(--ht-space-4);border:1px solid var(--ht-line);border-radius:var(--ht-radius);background:var(--ht-surface)}h2,h3,h4,p{margin:0;line-height:1.4;overflow-wrap:anywhere}h2{font-size:var(--ht-size-24);font-weight:500}h3{font-size:var(--ht-size-16);font-weight:600}h4,p,small{font-size:var(--ht-size-14);font-weight:500;color:var(--ht-text-2)}p,small{font-weight:400}small{display:block;margin-block-start:4px}.row{display:flex;flex-wrap:wrap;gap:var(--ht-space-2)}.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,200px),1fr));align-items:start;gap:var(--ht-space-3)}.target{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,1fr) minmax(0,1fr);align-items:end;gap:var(--ht-space-2)}.target > span{align-self:center;line-height:1.35;overflow-wrap:anywhere}@media (max-width:480px){.target{grid-template-columns:1fr 1fr}.target > span{grid-column:1 / -1}}.select{min-inline-size:0}`,N=class extends e{constructor(...e){super(...e),this.person=``,this.book=null,this.failed=``,this.latest=new g}static{this.styles=[d,m,M,o` a{color:inherit}ht-row > a{display:flex;align-items:center;min-block-size:48px;text-decoration:none}`]}willUpdate(e){e.has(`person`)&&(this.book=null,this.read())}read(){return this.latest.of(_(this.hass,`people/book`,{person:this.person}),e=>{this.book=e,this.failed=``},e=>{x(this.hass,this.locale,e).then(e=>{this.failed=this.locale.t(`failed`,{reason:e})})})}render(){let{locale:e,book:t}=this;if(t===null)return n`${this.failed===``?n`<ht-label .text=${e.t(`loading`)}></ht-label>`:a}
<ht-failure .text=${this.failed} .retryLabel=${e.t(`retry`)} @retry=${()=>this.read()}></ht-failure>`;let r=t.suitable-t.named.length;return n`<h2>${e.t(`people_book_of`,{name:t.name})}</h2>
<p role="status">
${e.t(`people_book_suits`,{count:e.number(t.suitable),total:e.number(t.recipes)})}
${t.unread>0?e.t(`people_book_unread`,{count:e.number(t.unread)}):a}
</p>
${t.obstacles.length===0?a:this.renderAgainst(t.obstacles)}
${t.named.length===0?a:n`<section aria-labelledby="suitable">
<h3 id="suitable">${e.t(`people_book_suitable`)}</h3>
<ht-list>${t.named.map(e=>n`<ht-row>${this.renderLink(e)}</ht-row>`)}</ht-list>
${r>0?n`<p>${e.t(`people_book_more`,{count:e.number(r)})}</p>`:a}
<div class="row">
<ht-button label=${e.t(`people_book_all`)} @click=${()=>this.showAll(t)}></ht-button>
</div>
</section>`}`}renderAgainst(e){let{locale:t}=this;return n`<section aria-labelledby="against">
<h3 id="against">${t.t(`people_book_against`)}</h3>
<ht-list>
${e.map(e=>n`<ht-row>
<span>${this.words(e)}<small>${e.examples.map((e,t)=>n`${t>0?`, `:a}${this.renderLink(e)}`)}</small></span>
<span slot="end" class="digits">${t.t(`people_book_recipes`,{count:t.number(e.recipes)})}</span>
</ht-row>`)}
</ht-list>
</section>`}renderLink({id:e,name:t}){return n`<a href=${this.href(`recipes`,e)} @click=${t=>E(t,()=>this.navigate([`recipes`,e]))}
>${t}</a
>`}words({need:e,code:t,standing:n}){let{locale:r}=this,i=`${e}_${t}`,a=e===`allergen`||e===`diet`?r.t(i):t,o=a===i?t:a;return r.t(`verdict_${e===`diet`?`diet_`:``}${n}`,{what:o})}showAll(e){T({query:{...O,fits:e.person_id},y:0,focus:``}),this.navigate([`recipes`])}};h([l({attribute:!1})],N.prototype,`hass`,void 0),h([l({attribute:!1})],N.prototype,`locale`,void 0),h([l()],N.prototype,`person`,void 0),h([l({attribute:!1})],N.prototype,`href`,void 0),h([l({attribute:!1})],N.prototype,`navigate`,void 0),h([r()],N.prototype,`book`,void 0),h([r()],N.prototype,`failed`,void 0),N=h([u(`ht-person-book`)],N);var P=[`gluten`,`crustaceans`,`eggs`,`fish`,`peanuts`,`soybeans`,`milk`,`nuts`,`celery`,`mustard`,`sesame`,`sulphites`,`lupin`,`molluscs`],F=[`vegan`,`vegetarian`,`pescatarian`,`halal`,`kosher`,`hindu`,`gluten_free`,`low_lactose`,`low_fodmap`,`low_histamine`,`pregnancy`,`low_salt`,`low_fat`,`low_calorie`,`diabetic`,`kidney`,`carbohydrate_counting`],I={ENERC_KCAL:`kcal`,PROCNT:`g`,CHOCDF:`g`,FAT:`g`,FIBTG:`g`,FASAT:`g`,NA:`mg`},L=[`birth_year`,`height_cm`,`weight_kg`,`portion`];function R(e){let t=e.trim().replace(`,`,`.`);return t===``?null:/^\d+(\.\d+)?$/.test(t)?Number(t):NaN}function z(e){return[...new Set(e.split(/[,;\n]/).map(e=>e.trim()).filter(e=>e!==``))]}function B(e,t,n){let{[t]:r,...i}=e.allergens;return{...e,allergens:r===n?i:{...i,[t]:n}}}function V(e,t){return e.includes(t)?e.filter(e=>e!==t):[...e,t]}var H=[`avoids`,`dislikes`,`favorites`],U={sex:[`female`,`male`],activity:[`sedentary`,`light`,`active`,`very_active`]},W=[`lose`,`keep`,`gain`],G=new Set([`name`,...L]),K=class extends e{constructor(...e){super(...e),this.connected=!0,this.person=``,this.form=null,this.values=null,this.failed=``,this.invalid=``,this.busy=!1,this.save=async()=>{let{form:e,locale:t}=this;if(e===null||this.values===null||this.busy)return;this.failed=this.invalid=``;let n=this.written(this.values);if(typeof n==`string`)this.refuse(n);else{this.values=n,this.busy=!0;try{let r=await f(this.hass,`person/save`,{person:e.id,values:n,...e.id===``?{}:{base:e.values}});r.invalid===void 0?(k(this,`hass-notification`,{message:t.t(`people_saved`,{name:n.name})}),this.leave()):this.refuse(r.invalid)}catch(e){await this.fail(e)}this.busy=!1}},this.takeOut=async()=>{let{form:e,hass:t,locale:n}=this;if(e!==null){this.busy=!0;try{let{id:r,name:i}=await f(t,`person/remove`,{person:e.id});y(t,n,{message:n.t(`people_removed`,{name:i}),label:n.t(`people_undo`),undo:()=>f(t,`person/bring_back`,{person:r})}),this.leave()}catch(e){await this.fail(e)}this.busy=!1}},this.leave=()=>{this.dispatchEvent(new Event(`left`))}}static{this.styles=[d,m,M]}willUpdate(e){e.has(`person`)&&this.read()}async read(){let{person:e}=this;this.form=this.values=null,this.failed=this.invalid=``;try{let t=await _(this.hass,`person`,{person:e});if(e!==this.person)return;this.form=t,this.values=t.values}catch(e){await this.fail(e)}}async fail(e){this.failed=this.locale.t(`failed`,{reason:await x(this.hass,this.locale,e)})}render(){let{locale:e,form:t,values:r}=this;if(t===null||r===null)return n`${this.failed===``?n`<ht-label .text=${e.t(`loading`)}></ht-label>`:a}
<ht-failure .text=${this.failed} .retryLabel=${e.t(`retry`)} @retry=${()=>this.read()}></ht-failure>`;let i=this.hass.user?.is_admin??!1;return n`<h2>${t.id===``?e.t(`people_add`):t.values.name}</h2>
${i?this.renderWho(t,r):a} ${this.renderNeeds(r)} ${this.renderBody(r)}
${this.renderTargets(t,r)} ${this.renderReaders(t,r)}
<ht-failure .text=${this.failed}></ht-failure>
<div class="row">
<ht-button kind="primary" label=${e.t(`people_save`)} ?disabled=${!this.connected||this.busy} @click=${this.save}></ht-button>
<ht-button label=${e.t(`cancel`)} @click=${this.leave}></ht-button>
${i&&t.id!==``?n`<ht-button label=${e.t(`people_remove`)} ?disabled=${!this.connected||this.busy} @click=${this.takeOut}></ht-button>`:a}
</div>`}renderWho(e,t){let{locale:r}=this;return n`<section aria-label=${r.t(`people_who`)}>
<ht-field id="name" label=${r.t(`people_name`)} maxlength="100" .value=${e.values.name} .error=${this.errorOf(`name`)}
></ht-field>
${this.renderSelect(`people_linked`,t.home_assistant_person??``,e.linked.map(({id:e,name:t})=>[e,t]),e=>this.set({home_assistant_person:e===``?null:e}),r.t(`people_linked_help`))}
<div class="row">
<ht-chip label=${r.t(`people_is_guest`)} ?selected=${t.guest} @click=${()=>this.set({guest:!t.guest})}
></ht-chip>
</div>
</section>`}renderNeeds(e){let{locale:t}=this,r=r=>n`<h4 id=${r}>${t.t(r===`severe`?`people_allergens_severe`:`people_allergens_mild`)}</h4>
<div class="row" role="group" aria-labelledby=${r}>
${P.map(i=>n`<ht-chip label=${t.t(`allergen_${i}`)} ?selected=${e.allergens[i]===r} @click=${()=>{this.values=B(e,i,r)}}
></ht-chip>`)}
</div>`;return n`<section aria-labelledby="needs">
<h3 id="needs">${t.t(`people_needs`)}</h3>
${r(`severe`)} ${r(`mild`)}
<h4 id="diets">${t.t(`people_diets`)}</h4>
<div class="row" role="group" aria-labelledby="diets">
${F.map(r=>n`<ht-chip label=${t.t(`diet_${r}`)} ?selected=${e.diets.includes(r)} @click=${()=>this.set({diets:V(e.diets,r)})}
></ht-chip>`)}
</div>
${H.map(r=>n`<ht-field id=${r} label=${t.t(`people_list_${r}`)} .help=${t.t(`people_list_help`)} .maxlength=${2e3} .value=${e[r].join(`, `)} @change=${e=>this.set({[r]:z(e.target.value)})}
></ht-field>`)}
</section>`}renderBody(e){let{locale:t,form:r}=this;return n`<section aria-labelledby="body">
<h3 id="body">${t.t(`people_body`)}</h3>
<div class="grid">
${L.map(e=>n`<ht-field id=${e} label=${t.t(`people_${e}`)} inputmode="decimal" maxlength="8" .value=${this.shown(r?.values[e]??null,e===`birth_year`)} .error=${this.errorOf(e)}
></ht-field>`)}
${[`sex`,`activity`].map(n=>this.renderSelect(`people_${n}`,e[n]??``,U[n].map(e=>[e,t.t(`people_${n}_${e}`)]),e=>this.set({[n]:e===``?null:e})))}
${this.renderSelect(`people_goal`,e.goal,W.map(e=>[e,t.t(`people_goal_${e}`)]),e=>this.set({goal:e}),``,!1)}
</div>
</section>`}renderTargets(e,t){let{locale:r}=this;return n`<section aria-labelledby="targets">
<h3 id="targets">${r.t(`people_targets`)}</h3>
<p>${r.t(`people_targets_help`)}</p>
${Object.entries(I).map(([i,o])=>{let s=r.t(`nutrient_${i.toLowerCase()}`),[c,l]=t.targets[i]??[null,null],u=e.reference[i];return n`<div class="target" role="group" aria-label=${s}>
<span>${s} (${o})${u===void 0?a:n`<small>${r.t(`people_reference`,{amount:r.number(u)})}</small>`}</span>
<ht-field id=${`${i}-low`} label=${r.t(`people_at_least`)} inputmode="decimal" maxlength="8" .value=${this.shown(c)}></ht-field>
<ht-field id=${`${i}-high`} label=${r.t(`people_at_most`)} inputmode="decimal" maxlength="8" .value=${this.shown(l)}></ht-field>
</div>`})}
<ht-failure .text=${this.invalid===`targets`?r.t(`people_invalid_targets`):``}></ht-failure>
</section>`}renderReaders(e,t){let{locale:r}=this;return n`<section aria-labelledby="readers">
<h3 id="readers">${r.t(`people_readers`)}</h3>
<p>${r.t(e.readers.length===0?`people_readers_none`:`people_readers_help`)}</p>
<div class="row" role="group" aria-labelledby="readers">
${e.readers.map(({id:e,name:r})=>n`<ht-chip label=${r} ?selected=${t.health_readers.includes(e)} @click=${()=>this.set({health_readers:V(t.health_readers,e)})}
></ht-chip>`)}
</div>
</section>`}renderSelect(e,t,r,i,o=``,s=!0){let{locale:c}=this;return n`<label class="select"
>${c.t(e)}
<select @change=${e=>i(e.target.value)}>
${s?n`<option value="" ?selected=${t===``}>${c.t(`people_unknown`)}</option>`:a}
${r.map(([e,r])=>n`<option value=${e} ?selected=${e===t}>${r}</option>`)}
</select>
${o===``?a:n`<small>${o}</small>`}</label
>`}shown(e,t=!1){return e===null?``:t?`${e}`:`${Math.round(e*1e3)/1e3}`}errorOf(e){return this.invalid===e?this.locale.t(`people_invalid_${e}`):``}set(e){this.values!==null&&(this.values={...this.values,...e})}text(e){return this.renderRoot.querySelector(`#${e}`)?.value.trim()??``}written(e){let t={...e};this.renderRoot.querySelector(`#name`)!==null&&(t.name=this.text(`name`));for(let e of H)t[e]=z(this.text(e));for(let e of L){let n=R(this.text(e));if(Number.isNaN(n)||e===`birth_year`&&!Number.isInteger(n??0))return e;t[e]=n}let n={};for(let e of Object.keys(I)){let t=[R(this.text(`${e}-low`)),R(this.text(`${e}-high`))];if(t.some(Number.isNaN))return`targets`;t.some(e=>e!==null)&&(n[e]=t)}return{...t,targets:n}}refuse(e){if(G.has(e)||e===`targets`){this.invalid=e;let t=e===`targets`?`#ENERC_KCAL-low`:`#${e}`;this.renderRoot.querySelector(t)?.focus()}else this.failed=this.locale.t(`people_invalid_person`)}};h([l({attribute:!1})],K.prototype,`hass`,void 0),h([l({attribute:!1})],K.prototype,`locale`,void 0),h([l({type:Boolean})],K.prototype,`connected`,void 0),h([l()],K.prototype,`person`,void 0),h([r()],K.prototype,`form`,void 0),h([r()],K.prototype,`values`,void 0),h([r()],K.prototype,`failed`,void 0),h([r()],K.prototype,`invalid`,void 0),h([r()],K.prototype,`busy`,void 0),K=h([u(`ht-person-form`)],K);var q=[`ENERC_KCAL`,`PROCNT`,`FIBTG`,`FASAT`,`NA`],J={ENERC_KCAL:`kcal`,NA:`mg`},Y=14,X={width:280,height:72},Z=class extends D{constructor(...e){super(...e),this.people=null,this.eaten=new Map,this.shown=`ENERC_KCAL`,this.failed=``,this.latest=new g,this.stop=null,this.reading=new v(()=>this.read(),100)}static{this.styles=[d,o` :host{display:flex;flex-direction:column;gap:var(--ht-space-4)}.people{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,340px),1fr));align-items:start;gap:var(--ht-space-4)}.wide{display:flex;flex-wrap:wrap;align-items:center;gap:var(--ht-space-2)}article{display:flex;flex-direction:column;gap:var(--ht-space-2);padding:var(--ht-space-4);border:1px solid var(--ht-line);border-radius:var(--ht-radius);background:var(--ht-surface)}h2{margin:0;font-size:var(--ht-size-20);font-weight:500;line-height:1.35}h3{margin:var(--ht-space-2) 0 0;font-size:var(--ht-size-14);font-weight:500;color:var(--ht-text-2)}ul{margin:0;padding:0;list-style:none}.needs{display:flex;flex-direction:column;gap:2px}.eaten{display:flex;justify-content:space-between;gap:var(--ht-space-2);font-size:var(--ht-size-14)}svg{inline-size:100%;block-size:auto}rect{fill:var(--ht-heat-2)}rect[data-today]{fill:var(--ht-heat-4)}line{stroke:var(--ht-text-2);stroke-dasharray:4 3}p{margin:0;font-size:var(--ht-size-14);color:var(--ht-text-2)}`]}disconnectedCallback(){super.disconnectedCallback(),this.reading.stop(),this.latest.drop(),this.stop?.(),this.stop=null}willUpdate(e){super.willUpdate(e),this.stop===null&&this.isConnected&&(this.read(),this.stop=this.feeds.changes.on(e=>{/^(person|portion)_/.test(e.kind??``)&&this.reading.ask()}))}render(){let{locale:e}=this,[t=``,r=``]=this.rest,i=t===`household`;return n`
<div class="wide" role="group" aria-label=${e.t(`people`)}>
<ht-chip label=${e.t(`people`)} .icon=${C} ?selected=${!i} @click=${()=>this.navigate([`people`])}></ht-chip>
<ht-chip label=${e.t(`household`)} ?selected=${i} @click=${()=>this.navigate([`people`,`household`])}></ht-chip>
</div>
${i?n`<ht-household .hass=${this.hass} .locale=${e} .feeds=${this.feeds} .navigate=${this.navigate} .connected=${this.connected}
></ht-household>`:t===`edit`||t===`new`?n`<ht-person-form .hass=${this.hass} .locale=${e} .connected=${this.connected} .person=${r} @left=${()=>this.navigate([`people`])}
></ht-person-form>`:t===`book`?n`<ht-person-book .hass=${this.hass} .locale=${e} .person=${r} .href=${this.href} .navigate=${this.navigate}
></ht-person-book>`:this.renderPeople()}
`}renderPeople(){let{locale:e,people:r}=this;if(r===null)return n`<ht-failure .text=${this.failed} .retryLabel=${e.t(`retry`)} @retry=${()=>void this.read()}></ht-failure>`;let i=r.some(({health:e})=>e!==void 0);return n`
<ht-failure .text=${this.failed}></ht-failure>
${i?n`<div class="wide" role="group" aria-label=${e.t(`people_plots`)}>
${q.map(t=>n`<ht-chip label=${e.t(`people_nutrient_${t}`)} ?selected=${t===this.shown} @click=${()=>this.show(t)}></ht-chip>`)}
</div>`:a}
${r.length===0?n`<ht-empty-state class="wide" .icon=${C} heading=${e.t(`people_none`)} text=${e.t(`people_none_text`)}></ht-empty-state>`:n`<div class="people">${r.map(e=>this.renderPerson(e))}</div>`}
<div class="wide">
${this.hass.user?.is_admin?n`<ht-button kind="primary" .icon=${t} label=${e.t(`people_add`)} @click=${()=>this.navigate([`people`,`new`])}></ht-button>`:n`<p>${e.t(`people_edit_admin`)}</p>`}
</div>
`}renderPerson(e){let{locale:t}=this,{health:r}=e,i=[e.guest?t.t(`people_guest`):``,e.share===1?``:t.t(`people_share`,{share:t.percent(e.share)}),e.at_home===!0?t.t(`people_home`):``].filter(e=>e!==``);return n`<article aria-label=${e.name}>
<h2>${e.name}</h2>
${i.length>0?n`<p>${i.join(` · `)}</p>`:a}
${r===void 0?n`<p>${t.t(`people_private`)}</p>`:this.renderHealth(e,r)}
${r===void 0&&!e.may_change?a:n`<div class="wide">
${r===void 0?a:n`<ht-button .icon=${S} label=${t.t(`people_book`)} @click=${()=>this.navigate([`people`,`book`,e.id])}></ht-button>`}
${e.may_change?n`<ht-button .icon=${C} label=${t.t(`people_change`)} @click=${()=>this.navigate([`people`,`edit`,e.id])}></ht-button>`:a}
</div>`}
</article>`}renderHealth(e,t){let{locale:r}=this,i=this.eaten.get(e.id),o=i?.at(-1),s=[...Object.entries(t.allergens).map(([e,t])=>({text:r.t(t===`severe`?`people_severe`:`people_mild`,{need:r.t(`allergen_${e}`)}),severe:t===`severe`})),...t.avoids.map(e=>({text:r.t(`people_severe`,{need:e}),severe:!0})),...t.diets.map(e=>({text:r.t(`diet_${e}`),severe:!1})),...t.dislikes.map(e=>({text:r.t(`people_dislikes`,{need:e}),severe:!1}))];return n`
<div class="needs">
${s.length===0?n`<p>${r.t(`people_no_needs`)}</p>`:s.map(({text:e,severe:t})=>n`<ht-label tone=${t?`fault`:`plain`} .icon=${t?c:``} .text=${e}></ht-label>`)}
</div>
${i===void 0?a:this.renderPlot(i,t.targets[this.shown])}
${o===void 0||o.portions.length===0?a:n`<h3>${r.t(`people_today`)}</h3>
<ul>${o.portions.map(e=>n`<li class="eaten"><span>${e.name}</span><span class="digits">${e.at}</span></li>`)}</ul>`}
`}renderPlot(e,t){let{locale:r,shown:o}=this,s=e.map(({figures:e})=>e[o]??0),c=Math.max(...s,t??0,1)*1.05,l=X.width/e.length,u=e=>X.height-e/c*X.height,d=s.at(-1)??0,f=e=>`${r.number(Math.round(e))} ${J[o]??`g`}`,p=t===void 0?r.t(`people_plot`,{nutrient:r.t(`people_nutrient_${o}`),today:f(d)}):r.t(`people_plot_of`,{nutrient:r.t(`people_nutrient_${o}`),today:f(d),target:f(t)});return n`<p>${p}</p>
<svg viewBox=${`0 0 ${X.width} ${X.height+2}`} role="img" aria-label=${`${p} ${r.t(`people_plot_days`,{count:e.length,values:s.map(e=>r.number(Math.round(e))).join(`, `)})}`}>
${s.map((t,n)=>i`<rect ?data-today=${n===e.length-1} x=${n*l+2} y=${u(t)} width=${l-4} height=${X.height-u(t)} rx="2"></rect>`)}
${t===void 0?a:i`<line x1="0" x2=${X.width} y1=${u(t)} y2=${u(t)}></line>`}
</svg>`}show(e){this.shown=e}async read(){let{hass:e,locale:t}=this;await this.latest.of(_(e,`people`).then(async({people:t})=>{let n=new Map;for(let r of t){if(r.health===void 0)continue;let{days:t}=await _(e,`people/eaten`,{person:r.id,days:Y});n.set(r.id,t)}return{people:t,eaten:n}}),({people:e,eaten:t})=>{this.people=e,this.eaten=t,this.failed=``},n=>{x(e,t,n).then(e=>{this.failed=t.t(`failed`,{reason:e})})})}};h([r()],Z.prototype,`people`,void 0),h([r()],Z.prototype,`eaten`,void 0),h([r()],Z.prototype,`shown`,void 0),h([r()],Z.prototype,`failed`,void 0),Z=h([u(`ht-people`)],Z);export{Z as People};